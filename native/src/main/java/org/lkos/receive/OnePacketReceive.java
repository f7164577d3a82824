// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextReceives;
import org.lkos.next.NextSockets;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The receive calls with ONLOAD_MSG_ONEPKT: as those of libc, errno included, with less room and without the flag. */
@Unmanaged
public final class OnePacketReceive {
    /** More pieces of a message get nothing: a stream may always give less than was asked for. */
    private static final int PIECES = 16;

    private OnePacketReceive() {}

    public static long recv(int fd, Address data, long size, int flags) {
        long room = OnePacket.limit(fd, size, flags);
        return room < 0 ? Errno.fail((int) -room) : NextReceives.recv(fd, data, room, OnePacket.without(flags));
    }

    public static long recvfrom(int fd, Address data, long size, int flags, Address address, Address length) {
        long room = OnePacket.limit(fd, size, flags);
        return room < 0
                ? Errno.fail((int) -room)
                : NextReceives.recvfrom(fd, data, room, OnePacket.without(flags), address, length);
    }

    public static long recvmsg(int fd, msghdr message, int flags) {
        int kernelFlags = OnePacket.without(flags);
        boolean usable = DialectReceive.isUsable(fd, message.toAddress()) && arePiecesReadable(fd, message);
        long size = usable ? size(message) : 0;
        long room = usable ? OnePacket.limit(fd, size, flags) : size;
        if (room < 0) {
            return Errno.fail((int) -room);
        }
        return room == size ? receive(fd, message, kernelFlags) : receiveLess(fd, message, kernelFlags, room);
    }

    private static long receiveLess(int fd, msghdr message, int flags, long room) {
        msghdr copy = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Address pieces = StackMemory.allocate(PIECES * iovec.SIZE, StackMemory.ALIGNED);
        int count = countPieces(message);
        Bytes.copy(message.toAddress(), copy.toAddress(), msghdr.SIZE);
        Bytes.copy(message.msg_iov, pieces, (long) count * iovec.SIZE);
        copy.msg_iov = pieces;
        copy.msg_iovlen = count;
        long left = room;
        for (int i = 0; i < count; i++) {
            iovec piece = pieces.add((long) i * iovec.SIZE).toStructure();
            piece.iov_len = Long.compareUnsigned(piece.iov_len, left) < 0 ? piece.iov_len : left;
            left -= piece.iov_len;
        }
        long got = receive(fd, copy, flags);
        message.msg_namelen = copy.msg_namelen;
        if (got >= 0) {
            message.msg_controllen = copy.msg_controllen;
            message.msg_flags = copy.msg_flags;
        }
        return got;
    }

    private static long receive(int fd, msghdr message, int flags) {
        long got = NextSockets.recvmsg(fd, message.toAddress(), flags);
        return got >= 0 && message.msg_controllen != 0 ? ControlMessages.rewriteEach(fd, message, got) : got;
    }

    private static boolean arePiecesReadable(int fd, msghdr message) {
        int count = countPieces(message);
        return count == 0 || UserMemory.isReadableAgain(fd, message.msg_iov, (long) count * iovec.SIZE);
    }

    private static int countPieces(msghdr message) {
        return Long.compareUnsigned(message.msg_iovlen, PIECES) < 0 ? (int) message.msg_iovlen : PIECES;
    }

    /** Sizes that are none are for the kernel to refuse. */
    private static long size(msghdr message) {
        int count = countPieces(message);
        long size = 0;
        for (int i = 0; i < count; i++) {
            iovec piece = message.msg_iov.add((long) i * iovec.SIZE).toStructure();
            if (piece.iov_len < 0) {
                return 0;
            }
            size += piece.iov_len;
        }
        return size;
    }
}
