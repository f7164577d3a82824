// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.DivertedReceives;
import org.lkos.next.UserMemory;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * One datagram on its way to a caller: the kernel puts it into the caller's buffers and what they cannot hold into a
 * {@link SpareRoom}, so bad buffers are refused as ever; the filter sees all of it; and what the caller is told is what the
 * kernel tells of a datagram that was cut off.
 */
@Unmanaged
final class Reception extends Structure {
    static final int SIZE = 40;
    static final int NAME = 32;

    Filter filter;

    /** As the caller gave it, and what the kernel gets. */
    msghdr original;

    msghdr copy;

    /** Null if none was free: then the filter sees what fits the caller's buffers. */
    SpareRoom spare;

    int fd;
    int flags;

    /** As {@code recvmsg}, errno included. {@code original} can be read and written. */
    static long receive(Filter filter, int fd, msghdr original, int flags) {
        Reception reception =
                StackMemory.allocate(Reception.SIZE, StackMemory.ALIGNED).toStructure();
        msghdr copy = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Address name = StackMemory.allocate(NAME, StackMemory.ALIGNED);
        reception.begin(filter, fd, original, copy, flags);
        reception.open(name);
        long got = DivertedReceives.unfilteredRecvmsg(fd, copy.toAddress(), flags);
        long result = got < 0 ? got : reception.deliver(got);
        reception.tellName();
        reception.close();
        return result;
    }

    /** After a call that was made as it is: shows what came, if anything did. The result is {@code got}. */
    static long showDelivered(Filter filter, int fd, msghdr message, long got) {
        if (got > 0) {
            filter.nameRoom = 0;
            showFitted(filter, fd, message, got);
        }
        return got;
    }

    private static long showFitted(Filter filter, int fd, msghdr message, long got) {
        long room = room(message.msg_iov, message.msg_iovlen);
        filter.show(fd, message, message.msg_iov, message.msg_iovlen, got < room ? got : room);
        return got;
    }

    void begin(Filter of, int descriptor, msghdr given, msghdr kernels, int how) {
        filter = of;
        fd = descriptor;
        original = given;
        copy = kernels;
        flags = how;
    }

    /** Makes the kernel's message of the caller's. A name is asked for always: a datagram has one, the end has none. */
    void open(Address name) {
        Bytes.copyApart(original.toAddress(), copy.toAddress(), msghdr.SIZE);
        spare = SpareRooms.take(fd, name);
        if (copy.msg_name == null) {
            copy.msg_name = name;
            copy.msg_namelen = NAME;
        }
        if (spare != null && !extend()) {
            close();
        }
    }

    void close() {
        if (spare != null) {
            SpareRooms.give(spare);
            spare = Address.fromLong(0).toStructure();
        }
    }

    /** Shows the datagram and tells the caller's message of it; the result is the length that the caller is told. */
    long deliver(long got) {
        long told = got;
        if (got > 0 || copy.msg_namelen != 0) {
            filter.nameRoom = original.msg_name == null ? NAME : original.msg_namelen;
            told = spare == null ? showFitted(filter, fd, copy, got) : showAll(got);
        }
        original.msg_controllen = copy.msg_controllen;
        original.msg_flags = copy.msg_flags;
        return told;
    }

    /** The name's length is told, by kernels of late, even where the name itself could not be written. */
    void tellName() {
        if (original.msg_name != null && original.msg_namelen != copy.msg_namelen) {
            original.msg_namelen = copy.msg_namelen;
        }
    }

    /** Whether the caller's buffers are such that another can stand behind them. */
    private boolean extend() {
        long count = original.msg_iovlen;
        boolean readable = Long.compareUnsigned(count, SpareRoom.MOST_PIECES) <= 0
                && (count == 0 || UserMemory.isReadableAgain(fd, original.msg_iov, count * iovec.SIZE));
        if (!readable) {
            return false;
        }
        Bytes.copyApart(original.msg_iov, spare.pieces(), count * iovec.SIZE);
        for (long i = 0; i < count; i++) {
            if (spare.piece(i).iov_len < 0) {
                return false;
            }
        }
        spare.addRest(count);
        copy.msg_iov = spare.pieces();
        copy.msg_iovlen = count + 1;
        return true;
    }

    private long showAll(long got) {
        long count = copy.msg_iovlen - 1;
        long room = room(spare.pieces(), count);
        if (count == 1 && got <= room) {
            filter.show(fd, copy, spare.pieces(), 1, got);
        } else {
            showTogether(count, got, got < room ? got : room);
        }
        if (got <= room) {
            return got;
        }
        copy.msg_flags |= SysSocket.MSG_TRUNC;
        return (flags & SysSocket.MSG_TRUNC) != 0 ? got : room;
    }

    /** In one piece. What the filter changes is what the caller gets, as where the caller's buffer itself is shown. */
    private void showTogether(long count, long got, long fitted) {
        iovec whole = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        whole.iov_base = spare.inFrontOfRest(fitted);
        whole.iov_len = got;
        spare.note(got);
        copyPieces(count, fitted, true);
        filter.show(fd, copy, whole.toAddress(), 1, got);
        copyPieces(count, fitted, false);
    }

    private void copyPieces(long count, long fitted, boolean toSpare) {
        Address at = spare.inFrontOfRest(fitted);
        long left = fitted;
        for (long i = 0; i < count && left > 0; i++) {
            iovec piece = spare.piece(i);
            long length = piece.iov_len < left ? piece.iov_len : left;
            if (toSpare) {
                Bytes.copyApart(piece.iov_base, at, length);
            } else {
                Bytes.copyApart(at, piece.iov_base, length);
            }
            at = at.add(length);
            left -= length;
        }
    }

    /** Together, so far as it matters. */
    private static long room(Address pieces, long count) {
        long room = 0;
        for (long i = 0; i < count && room < SpareRoom.DATAGRAM; i++) {
            iovec piece = pieces.add(i * iovec.SIZE).toStructure();
            room += Long.compareUnsigned(piece.iov_len, SpareRoom.DATAGRAM) < 0 ? piece.iov_len : SpareRoom.DATAGRAM;
        }
        return room;
    }
}
