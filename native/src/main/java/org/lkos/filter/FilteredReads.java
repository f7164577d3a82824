// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextReads;
import org.lkos.next.UserMemory;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The receive calls without a message header on descriptors that may have a filter. Where they have one, the calls are
 * made of {@code recvmsg}; with arguments that it would take in another way, the real ones are called, which refuse them
 * or receive nothing. In a confined process the real ones are called always.
 */
@Unmanaged
public final class FilteredReads {
    /** The kernel reads no more in one call. */
    private static final long MOST = 0x7ffff000;

    private static final int INT = 4;

    private FilteredReads() {}

    /** As {@code recv}, errno included; and so on. */
    public static long recv(int fd, Address buffer, long size, int flags) {
        Filter filter = StackMemory.allocate(Filter.SIZE, StackMemory.ALIGNED).toStructure();
        if (!FilteredDescriptors.takesFiltered(fd, flags, filter)) {
            return NextReads.recv(fd, buffer, size, flags);
        }
        if (Confinement.isBegun()) {
            long got = NextReads.recv(fd, buffer, size, flags);
            return show(filter, fd, buffer, size, got);
        }
        return receive(filter, fd, buffer, size, flags);
    }

    public static long recvfrom(int fd, Address buffer, long size, int flags, Address address, Address length) {
        Filter filter = StackMemory.allocate(Filter.SIZE, StackMemory.ALIGNED).toStructure();
        if (!FilteredDescriptors.takesFiltered(fd, flags, filter)) {
            return NextReads.recvfrom(fd, buffer, size, flags, address, length);
        }
        if (Confinement.isBegun()) {
            long got = NextReads.recvfrom(fd, buffer, size, flags, address, length);
            return show(filter, fd, buffer, size, got);
        }
        if (address == null) {
            return receive(filter, fd, buffer, size, flags);
        }
        if (!isLength(fd, length)) {
            return NextReads.recvfrom(fd, buffer, size, flags, address, length);
        }
        iovec piece = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        set(piece, buffer, size);
        return receiveFrom(filter, fd, piece, flags, address, length);
    }

    public static long read(int fd, Address buffer, long size) {
        Filter filter = StackMemory.allocate(Filter.SIZE, StackMemory.ALIGNED).toStructure();
        if (size <= 0 || size > MOST || !FilteredDescriptors.takesFiltered(fd, 0, filter)) {
            return NextReads.read(fd, buffer, size);
        }
        if (Confinement.isBegun()) {
            long got = NextReads.read(fd, buffer, size);
            return show(filter, fd, buffer, size, got);
        }
        return receive(filter, fd, buffer, size, 0);
    }

    public static long readv(int fd, Address pieces, int count) {
        Filter filter = StackMemory.allocate(Filter.SIZE, StackMemory.ALIGNED).toStructure();
        if (!FilteredDescriptors.takesFiltered(fd, 0, filter)) {
            return NextReads.readv(fd, pieces, count);
        }
        msghdr message = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        set(message, pieces, count);
        if (Confinement.isBegun()) {
            long got = NextReads.readv(fd, pieces, count);
            return Reception.showDelivered(filter, fd, message, got);
        }
        boolean possible = count > 0
                && count <= SysUio.UIO_MAXIOV
                && UserMemory.isReadableAgain(fd, pieces, (long) count * iovec.SIZE)
                && hasRoom(pieces, count);
        return possible ? Reception.receive(filter, fd, message, 0) : NextReads.readv(fd, pieces, count);
    }

    private static long receive(Filter filter, int fd, Address buffer, long size, int flags) {
        iovec piece = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        set(piece, buffer, size);
        msghdr message = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        set(message, piece.toAddress(), 1);
        return Reception.receive(filter, fd, message, flags & ~SysSocket.MSG_CMSG_COMPAT);
    }

    private static long receiveFrom(Filter filter, int fd, iovec piece, int flags, Address address, Address length) {
        msghdr message = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        set(message, piece.toAddress(), 1);
        message.msg_name = address;
        message.msg_namelen = length.getInt();
        long got = Reception.receive(filter, fd, message, flags & ~SysSocket.MSG_CMSG_COMPAT);
        if (length.getInt() != message.msg_namelen) {
            length.putInt(message.msg_namelen);
        }
        return got;
    }

    /** After a call that was made as it is. */
    private static long show(Filter filter, int fd, Address buffer, long size, long got) {
        iovec piece = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        set(piece, buffer, size);
        msghdr message = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        set(message, piece.toAddress(), 1);
        return Reception.showDelivered(filter, fd, message, got);
    }

    /** As the kernel takes it. */
    private static void set(iovec piece, Address buffer, long size) {
        piece.iov_base = buffer;
        piece.iov_len = Long.compareUnsigned(size, MOST) < 0 ? size : MOST;
    }

    private static void set(msghdr message, Address pieces, long count) {
        message.msg_name = Address.fromLong(0);
        message.msg_namelen = 0;
        message.pad0 = 0;
        message.msg_iov = pieces;
        message.msg_iovlen = count;
        message.msg_control = Address.fromLong(0);
        message.msg_controllen = 0;
        message.msg_flags = 0;
        message.pad1 = 0;
    }

    /** Whether it is the length of a name that the kernel reads, accepts and writes. */
    private static boolean isLength(int fd, Address length) {
        return UserMemory.isReadableAgain(fd, length, INT)
                && UserMemory.isByteWritableAgain(length)
                && length.getInt() >= 0;
    }

    /** Whether anything is asked for: a read of nothing takes no datagram. */
    private static boolean hasRoom(Address pieces, int count) {
        long any = 0;
        for (int i = 0; i < count; i++) {
            iovec piece = pieces.add((long) i * iovec.SIZE).toStructure();
            any |= piece.iov_len;
        }
        return any != 0;
    }
}
