// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerosend;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextSockets;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_mmsg;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio.iovec;
import org.lkos.stream.WholeSends;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** A message over UDP: a datagram to where its name says or, without one, to the peer. Control data is not looked at. */
@Unmanaged
final class SentDatagram {
    /** Onload has no datagrams of more. */
    private static final int MOST_BUFFERS = 120;

    private SentDatagram() {}

    /** Stores {@code rc}; whether it was sent. */
    static boolean send(onload_zc_mmsg message, int flags) {
        message.rc = message.msg_iovlen > MOST_BUFFERS ? -Errno.EMSGSIZE : sendBuffers(message, flags);
        return message.rc > 0;
    }

    private static int sendBuffers(onload_zc_mmsg message, int flags) {
        Address vectors = StackMemory.allocate(MOST_BUFFERS * iovec.SIZE, StackMemory.ALIGNED);
        int count = (int) message.msg_iovlen;
        if (SentBuffers.begin(message.iov, count, vectors) == 0) {
            return -Errno.EINVAL;
        }
        msghdr header = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        lay(header, message, vectors, count);
        int savedErrno = Errno.get();
        long sent = NextSockets.sendmsg(message.fd, header.toAddress(), flags | SysSocket.MSG_DONTWAIT);
        int rc = sent < 0 ? -Errno.get() : (int) sent;
        SentBuffers.end(message.iov, count, rc > 0 ? count : 0);
        if (rc == -Errno.EAGAIN && WholeSends.waits(message.fd, flags)) {
            // Meanwhile the buffers are the application's, as in SentStream.
            sent = NextSockets.sendmsg(message.fd, header.toAddress(), flags);
            rc = sent < 0 ? -Errno.get() : (int) sent;
            SentBuffers.endUnnamed(message.iov, rc > 0 ? count : 0);
        }
        Errno.set(savedErrno);
        return rc;
    }

    /** What the kernel is given of a message whose buffers are {@code vectors}. */
    static void lay(msghdr header, onload_zc_mmsg message, Address vectors, int count) {
        header.msg_name = message.msg_name;
        header.msg_namelen = message.msg_namelen;
        header.msg_iov = vectors;
        header.msg_iovlen = count;
        header.msg_control = Address.fromLong(0);
        header.msg_controllen = 0;
        header.msg_flags = 0;
    }
}
