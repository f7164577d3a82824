// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.LinuxIfEther.ETH_P_ALL;
import static org.lkos.posix.LinuxIfEther.ETH_P_IP;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SOFTWARE;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;

import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.LinuxIfPacket.sockaddr_ll;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.NetinetIn.sockaddr_in;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysSyscall;
import org.lkos.posix.SysUio.iovec;
import org.lkos.posix.Time.timespec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The kernel's switch for stamps on receive: one for the whole machine, turned by a work queue some time after the first
 * socket asked. A NIC would stamp the next packet; so, before the application goes on, packets of our own are sent over
 * loopback until one comes back stamped.
 */
@Unmanaged
public final class ReceiveStamping {
    /** Some 50 ms: the switch takes one or two as a rule. */
    private static final int TRIES = 20_000;

    private static final int PORTS_TRIED = 16;

    /** Numbers of devices; the second is the same in every network namespace. */
    private static final int ANY_DEVICE = 0;

    private static final int LOOPBACK_DEVICE = 1;
    private static final int CONTROL = 128;

    private ReceiveStamping() {}

    /** For a socket that was just asked to stamp. Where it would receive our packets itself, none are sent. */
    public static void await(int fd) {
        if (!Confinement.isBegun()) {
            int savedErrno = Errno.get();
            if (hearsProof(fd) || !prove()) {
                pause();
            }
            Errno.set(savedErrno);
        }
    }

    /** Whether a socket receives what is sent to another's UDP port on the loopback device. */
    private static boolean hearsProof(int fd) {
        switch (NextOptions.get(fd, SysSocket.SO_DOMAIN, 0)) {
            case SysSocket.AF_INET:
                return NextOptions.get(fd, SysSocket.SO_TYPE, 0) == SysSocket.SOCK_RAW
                        && NextOptions.get(fd, SysSocket.SO_PROTOCOL, 0) == NetinetIn.IPPROTO_UDP;
            case SysSocket.AF_PACKET:
                return hearsLoopback(fd);
            default:
                return false;
        }
    }

    /** Whether a packet socket receives IPv4 packets of the loopback device, as far as can be told. */
    private static boolean hearsLoopback(int fd) {
        sockaddr_ll place =
                StackMemory.allocate(sockaddr_ll.SIZE, StackMemory.ALIGNED).toStructure();
        Address length = StackMemory.allocate(4, StackMemory.ALIGNED);
        length.putInt(sockaddr_ll.SIZE);
        long failed = SysSyscall.getsockname(fd, place.toAddress(), length);
        if (failed != 0) {
            return true;
        }
        boolean near = place.sll_ifindex == ANY_DEVICE || place.sll_ifindex == LOOPBACK_DEVICE;
        return near && (place.sll_protocol == ETH_P_ALL || place.sll_protocol == ETH_P_IP);
    }

    /** Whether packets could be sent at all. */
    private static boolean prove() {
        int type = SysSocket.SOCK_DGRAM | SysSocket.SOCK_CLOEXEC | SysSocket.SOCK_NONBLOCK;
        int fd = (int) SysSyscall.socket(SysSocket.AF_INET, type, 0);
        if (fd < 0) {
            return false;
        }
        sockaddr_in self =
                StackMemory.allocate(sockaddr_in.SIZE, StackMemory.ALIGNED).toStructure();
        int status = NextOptions.set(fd, SO_TIMESTAMPING_OLD, SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE);
        boolean sent = status == 0 && bind(fd, self) && sendUntilStamped(fd, self);
        long closed = SysSyscall.close(fd);
        return sent;
    }

    /** Where nothing can be proved, as while loopback is down: the switch takes less than this as a rule. */
    private static void pause() {
        timespec time = StackMemory.allocate(timespec.SIZE, StackMemory.ALIGNED).toStructure();
        time.tv_sec = 0;
        time.tv_nsec = 20_000_000;
        long waited = SysSyscall.ppoll(Address.fromLong(0), 0, time.toAddress());
    }

    /** To a port of our choice, so that nobody has to be asked which it was; on an address that nobody else uses. */
    private static boolean bind(int fd, sockaddr_in self) {
        // No two threads' frames are at one place, and those of other processes are rarely.
        int place = (int) (self.toAddress().toLong() >>> 4);
        self.sin_family = (short) SysSocket.AF_INET;
        self.sin_addr = NetinetIn.loopback(place);
        self.sin_zero = 0;
        long failed = -1;
        for (int i = 0; i < PORTS_TRIED && failed != 0; i++) {
            self.sin_port = (short) (place + i * 7919 | 0x0080);
            failed = SysSyscall.bind(fd, self.toAddress(), sockaddr_in.SIZE);
        }
        return failed == 0;
    }

    /** False if nothing could be sent. */
    private static boolean sendUntilStamped(int fd, sockaddr_in self) {
        boolean stamped = false;
        long sent = 1;
        for (int i = 0; i < TRIES && !stamped && sent >= 0; i++) {
            sent = SysSyscall.sendto(fd, self.toAddress(), 1, self.toAddress(), sockaddr_in.SIZE);
            stamped = sent >= 0 && receiveStamped(fd);
        }
        return sent >= 0;
    }

    /** Receives all there is; whether any of it was stamped. */
    private static boolean receiveStamped(int fd) {
        iovec data = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        Address control = StackMemory.allocate(CONTROL, StackMemory.ALIGNED);
        msghdr message = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        data.iov_base = Address.fromLong(0);
        data.iov_len = 0;
        boolean stamped = false;
        long got = 0;
        while (got >= 0) {
            message.msg_name = Address.fromLong(0);
            message.msg_namelen = 0;
            message.msg_iov = data.toAddress();
            message.msg_iovlen = 1;
            message.msg_control = control;
            message.msg_controllen = CONTROL;
            got = SysSyscall.recvmsg(fd, message.toAddress(), 0);
            stamped |= got >= 0 && message.msg_controllen != 0;
        }
        return stamped;
    }
}
