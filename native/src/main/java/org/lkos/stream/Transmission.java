// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stream;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextSockets;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** One system call to send: bytes that the kernel took, or a negative errno; errno stays as it was. */
@Unmanaged
final class Transmission {
    private Transmission() {}

    static long send(int fd, Address pieces, int count, int flags) {
        return count == 1 ? sendOne(fd, pieces, flags) : send(fd, pieces, count, flags, Address.fromLong(0), 0);
    }

    /** Cheaper by a twentieth. */
    private static long sendOne(int fd, Address pieces, int flags) {
        iovec piece = pieces.toStructure();
        int savedErrno = Errno.get();
        long sent = NextSockets.send(fd, piece.iov_base, piece.iov_len, flags);
        return sent < 0 ? error(savedErrno) : sent;
    }

    /**
     * The same with a name of family 0, which a connected TCP socket does not look at and other kinds of sockets refuse:
     * the number may be another socket's since it was last asked for.
     */
    static long sendOverTcp(int fd, Address pieces, int count, int flags) {
        Address name = StackMemory.allocate(2, StackMemory.ALIGNED);
        name.putShort((short) 0);
        return send(fd, pieces, count, flags, name, 2);
    }

    /** Whether that was a refusal of the name. */
    static boolean isRefusal(long result) {
        return result == -Errno.EINVAL || result == -Errno.EISCONN || result == -Errno.EOPNOTSUPP;
    }

    /** The rest of a piece, without waiting. */
    static long sendRest(int fd, Address rest, long size) {
        iovec piece = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        piece.iov_base = rest;
        piece.iov_len = size;
        return send(fd, piece.toAddress(), 1, SysSocket.MSG_DONTWAIT | SysSocket.MSG_NOSIGNAL);
    }

    private static long send(int fd, Address pieces, int count, int flags, Address name, int length) {
        msghdr message = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        message.msg_name = name;
        message.msg_namelen = length;
        message.msg_iov = pieces;
        message.msg_iovlen = count;
        message.msg_control = Address.fromLong(0);
        message.msg_controllen = 0;
        message.msg_flags = 0;
        int savedErrno = Errno.get();
        long sent = NextSockets.sendmsg(fd, message.toAddress(), flags);
        return sent < 0 ? error(savedErrno) : sent;
    }

    private static long error(int savedErrno) {
        int error = Errno.get();
        Errno.set(savedErrno);
        return -error;
    }
}
