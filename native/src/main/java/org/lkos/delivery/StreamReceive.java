// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import static org.lkos.onload.OnloadExtensions.ONLOAD_MSG_ONEPKT;
import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_KEEP;
import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_TERMINATE;
import static org.lkos.posix.SysSocket.MSG_DONTWAIT;
import static org.lkos.posix.SysSocket.MSG_OOB;
import static org.lkos.posix.SysSocket.MSG_PEEK;
import static org.lkos.posix.SysSocket.MSG_WAITALL;

import org.lkos.buffers.Ownership;
import org.lkos.buffers.PacketBuffers;
import org.lkos.machine.StackMemory;
import org.lkos.next.DivertedReceives;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_iovec;
import org.lkos.posix.Errno;
import org.lkos.posix.LinuxSockios;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysSyscall;
import org.lkos.posix.SysUio.iovec;
import org.lkos.receive.ControlMessages;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * {@code onload_zc_recv} on a TCP socket: what waits, a buffer full at a time. Nothing is received that is not shown, so
 * that an error or the end of the stream stays with the socket for the next call.
 */
@Unmanaged
final class StreamReceive {
    /** Beside the size of what was shown: the callback ended the call. */
    private static final int ENDED = 1 << 30;

    private StreamReceive() {}

    /** The number of bytes shown, 0 at the end of the stream; or a negative errno. */
    static int receive(Recipient to) {
        boolean impossible = (to.flags & MSG_WAITALL) != 0 && (to.flags & ONLOAD_MSG_ONEPKT) != 0;
        if (impossible || (to.flags & MSG_OOB) != 0) {
            return -Errno.EINVAL;
        }
        Address frame = StackMemory.allocate(Tenure.MARK_SIZE, StackMemory.ALIGNED);
        to.lane = Lanes.claim(frame);
        int status = receiveAll(to, to.flags & (MSG_DONTWAIT | MSG_PEEK));
        if (to.lane != null) {
            Tenure.end(to.lane);
            Lanes.free(to.lane);
        }
        return status;
    }

    private static int receiveAll(Recipient to, int flags) {
        int first = receiveSome(to, PacketBuffers.ROOM, flags);
        if (first != PacketBuffers.ROOM || (flags & MSG_PEEK) != 0) {
            return first < 0 ? first : first & ~ENDED;
        }
        int total = first;
        int got = first;
        while (got == PacketBuffers.ROOM) {
            int waiting = bytesWaiting(to.fd);
            int wanted = waiting < PacketBuffers.ROOM ? waiting : PacketBuffers.ROOM;
            got = wanted <= 0 ? 0 : receiveSome(to, wanted, flags | MSG_DONTWAIT);
            total += got < 0 ? 0 : got & ~ENDED;
        }
        return total;
    }

    /** Bytes that can be read; not the end of the stream, nor an error. */
    private static int bytesWaiting(int fd) {
        Address bytes = StackMemory.allocate(4, StackMemory.ALIGNED);
        bytes.putInt(0);
        int savedErrno = Errno.get();
        long failed = SysSyscall.ioctl(fd, LinuxSockios.SIOCINQ, bytes);
        Errno.set(savedErrno);
        return bytes.getInt();
    }

    /** Receives up to {@code wanted} bytes and shows them: how many, with {@link #ENDED}; 0; or a negative errno. */
    private static int receiveSome(Recipient to, int wanted, int flags) {
        Address buffer = PacketBuffers.take(to.fd);
        if (buffer == null) {
            return -Errno.ENOBUFS;
        }
        note(to, buffer);
        msghdr message = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        iovec data = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        data.iov_base = buffer.add(PacketBuffers.DATA);
        data.iov_len = wanted;
        message.msg_name = Address.fromLong(0);
        message.msg_namelen = 0;
        message.msg_iov = data.toAddress();
        message.msg_iovlen = 1;
        message.msg_control = to.control;
        message.msg_controllen = to.controlRoom;
        message.msg_flags = 0;
        int got = receive(to.fd, message, flags);
        int result = got <= 0 ? 0 : show(to, buffer, got, message);
        note(to, Address.fromLong(0));
        if ((result & ONLOAD_ZC_KEEP) == 0) {
            PacketBuffers.give(buffer);
        }
        return (result & ONLOAD_ZC_TERMINATE) != 0 ? got | ENDED : got;
    }

    /** For the case that the call is left, which it may be while it waits, too. */
    private static void note(Recipient to, Address buffer) {
        if (to.lane != null) {
            to.lane.packet = buffer;
        }
    }

    /** As the door of {@code recvmsg} does. */
    private static int receive(int fd, msghdr message, int flags) {
        int savedErrno = Errno.get();
        long got = DivertedReceives.unfilteredRecvmsg(fd, message.toAddress(), flags);
        if (got > 0 && message.msg_controllen != 0) {
            got = ControlMessages.rewriteEach(fd, message, got);
        }
        int status = got < 0 ? -Errno.get() : (int) got;
        Errno.set(savedErrno);
        return status;
    }

    /** What the callback returns; with KEEP the buffer is the application's then, else ours. */
    private static int show(Recipient to, Address buffer, int size, msghdr message) {
        onload_zc_iovec part =
                StackMemory.allocate(onload_zc_iovec.SIZE, StackMemory.ALIGNED).toStructure();
        Address handle = PacketBuffers.lend(buffer, Ownership.SHOWN);
        Showing.put(part, buffer.add(PacketBuffers.DATA), size, handle);
        int result = to.call(part.toAddress(), 1, 0, message.msg_controllen, message.msg_flags, 0);
        if ((result & ONLOAD_ZC_KEEP) != 0) {
            PacketBuffers.chain(buffer, Address.fromLong(0));
            return Showing.becomesTheApplications(handle) ? result : result & ~ONLOAD_ZC_KEEP;
        }
        PacketBuffers.takeBack(buffer);
        return result;
    }
}
