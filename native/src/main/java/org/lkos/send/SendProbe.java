// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextSockets;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.NetinetIn.sockaddr_in6;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * A send whose data is at address 0: the kernel checks all of it, as it checks any, and comes to a bad address in the end.
 * It is the same call as the application's, so that a filter of system calls lets it pass.
 */
@Unmanaged
final class SendProbe {
    static final int SENDTO = 0;
    static final int SENDMSG = 1;
    static final int SENDMMSG = 2;

    /** What would wait, or do more than send. */
    private static final int LEFT_OUT = SysSocket.MSG_MORE | SysSocket.MSG_ZEROCOPY | SysSocket.MSG_FASTOPEN;

    private SendProbe() {}

    /** Whether address 0 is bad, and no datagram is being put together: that would be thrown away. */
    static boolean isHarmless(int fd) {
        return Confinement.isBegun() || !UserMemory.isNullReadable(fd) && !isCorked(fd);
    }

    /** While a datagram is put together, the kernel does not look at addresses; otherwise it refuses this one. */
    private static boolean isCorked(int fd) {
        Address nobody = StackMemory.allocate(2 * 16, StackMemory.ALIGNED);
        Bytes.zeroSixteen(nobody);
        Bytes.zeroSixteen(nobody.add(16));
        sockaddr_in6 name = nobody.toStructure();
        name.sin6_family = (short) SysSocket.AF_INET6;
        int flags = SysSocket.MSG_PROBE | SysSocket.MSG_MORE | SysSocket.MSG_DONTWAIT | SysSocket.MSG_NOSIGNAL;
        long sent = NextSockets.sendto(fd, Address.fromLong(0), 0, flags, nobody, sockaddr_in6.SIZE);
        return sent >= 0;
    }

    /** Sends {@code message} with {@code size} bytes at address 0 in place of its data: 0, or the negative errno. */
    static int ask(int fd, msghdr message, long size, int flags, int call) {
        iovec part = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        part.iov_base = Address.fromLong(0);
        part.iov_len = size;
        mmsghdr probe = StackMemory.allocate(mmsghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Bytes.copy(message.toAddress(), probe.toAddress(), msghdr.SIZE);
        probe.msg_iov = part.toAddress();
        probe.msg_iovlen = 1;
        boolean readable = MessageData.isReadable(fd, probe.msg_control, probe.msg_controllen);
        Address kept = StackMemory.allocate(readable ? NamedInterface.room(probe) : 0, StackMemory.ALIGNED);
        if (readable) {
            boolean leftOut = NamedInterface.leaveOut(probe, kept);
        }
        long sent = send(fd, probe, flags & ~LEFT_OUT | SysSocket.MSG_DONTWAIT, call);
        return sent < 0 ? -Errno.get() : 0;
    }

    private static long send(int fd, mmsghdr probe, int flags, int call) {
        if (call == SENDMSG) {
            return NextSockets.sendmsg(fd, probe.toAddress(), flags);
        }
        if (call == SENDMMSG) {
            return NextSockets.sendmmsg(fd, probe.toAddress(), 1, flags);
        }
        iovec part = probe.msg_iov.toStructure();
        return NextSockets.sendto(fd, part.iov_base, part.iov_len, flags, probe.msg_name, probe.msg_namelen);
    }
}
