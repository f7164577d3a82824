// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.fd.StreamNote;
import org.lkos.filter.FilteredBatch;
import org.lkos.filter.FilteredDescriptors;
import org.lkos.filter.FilteredMessages;
import org.lkos.filter.FilteredReads;
import org.lkos.next.DivertedDescriptors;
import org.lkos.next.DivertedOptions;
import org.lkos.next.NextReads;
import org.lkos.posix.Fcntl;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * The libc calls we stand in front of from the first receive filter on, in the order of their man pages: a table, no
 * logic; and one from the first send on whose room was known beforehand. Those that {@link Interpose} has as well are called by it, through the cells of the real functions.
 */
@Unmanaged
@StaticInit
final class InterposeOnDemand {
    private InterposeOnDemand() {}

    /** {@code int dup(int)}: the new descriptor may be of a socket with a filter. */
    @Export(name = "entry_filtered_dup")
    static int dup(int fd) {
        return FilteredDescriptors.renewed(DivertedDescriptors.dup(fd));
    }

    /** {@code int dup2(int, int)}: the same. */
    @Export(name = "entry_filtered_dup2")
    static int dup2(int fd, int target) {
        return FilteredDescriptors.renewed(DivertedDescriptors.dup2(fd, target));
    }

    /** {@code int dup3(int, int, int)}: the same. */
    @Export(name = "entry_filtered_dup3")
    static int dup3(int fd, int target, int flags) {
        return FilteredDescriptors.renewed(DivertedDescriptors.dup3(fd, target, flags));
    }

    /** {@code int fcntl(int, int, ...)}: the same for F_DUPFD. */
    @Export(name = "entry_filtered_fcntl")
    static int fcntl(int fd, int command, Address argument) {
        int result = DivertedDescriptors.fcntl(fd, command, argument);
        return Fcntl.makesDescriptor(command) ? FilteredDescriptors.renewed(result) : result;
    }

    /** {@code int fcntl64(int, int, ...)}: the same. */
    @Export(name = "entry_filtered_fcntl64")
    static int fcntl64(int fd, int command, Address argument) {
        int result = DivertedDescriptors.fcntl64(fd, command, argument);
        return Fcntl.makesDescriptor(command) ? FilteredDescriptors.renewed(result) : result;
    }

    /** {@code int setsockopt(int, int, int, const void *, socklen_t)}: what was known of the send queue's room is void. */
    @Export(name = "entry_watched_setsockopt")
    static int setsockopt(int fd, int level, int optname, Address optval, int optlen) {
        int failed = DivertedOptions.setsockopt(fd, level, optname, optval, optlen);
        StreamNote.dropCreditAfter(fd, level, optname);
        return failed;
    }

    /** {@code ssize_t read(int, void *, size_t)}: a datagram is shown to the filter of its socket. */
    @Export(name = "entry_filtered_read")
    static long read(int fd, Address buffer, long size) {
        if (FilteredDescriptors.mayBeFiltered(fd)) {
            return FilteredReads.read(fd, buffer, size);
        }
        return NextReads.read(fd, buffer, size);
    }

    /** {@code ssize_t __read_chk(int, void *, size_t, size_t)}: the same, after a check of the buffer's size. */
    @Export(name = "entry_filtered_read_chk")
    static long readChecked(int fd, Address buffer, long size, long room) {
        if (Long.compareUnsigned(size, room) <= 0 && FilteredDescriptors.mayBeFiltered(fd)) {
            return FilteredReads.read(fd, buffer, size);
        }
        return NextReads.__read_chk(fd, buffer, size, room);
    }

    /** {@code ssize_t readv(int, const struct iovec *, int)}: the same. */
    @Export(name = "entry_filtered_readv")
    static long readv(int fd, Address pieces, int count) {
        if (FilteredDescriptors.mayBeFiltered(fd)) {
            return FilteredReads.readv(fd, pieces, count);
        }
        return NextReads.readv(fd, pieces, count);
    }

    /** {@code ssize_t recv(int, void *, size_t, int)}: the same. */
    @Export(name = "entry_filtered_recv")
    static long recv(int fd, Address buffer, long size, int flags) {
        if (FilteredDescriptors.mayBeFiltered(fd)) {
            return FilteredReads.recv(fd, buffer, size, flags);
        }
        return NextReads.recv(fd, buffer, size, flags);
    }

    /** {@code ssize_t __recv_chk(int, void *, size_t, size_t, int)}: the same, after a check. */
    @Export(name = "entry_filtered_recv_chk")
    static long recvChecked(int fd, Address buffer, long size, long room, int flags) {
        if (Long.compareUnsigned(size, room) <= 0 && FilteredDescriptors.mayBeFiltered(fd)) {
            return FilteredReads.recv(fd, buffer, size, flags);
        }
        return NextReads.__recv_chk(fd, buffer, size, room, flags);
    }

    /** {@code ssize_t recvfrom(int, void *, size_t, int, struct sockaddr *, socklen_t *)}: the same. */
    @Export(name = "entry_filtered_recvfrom")
    static long recvfrom(int fd, Address buffer, long size, int flags, Address address, Address length) {
        if (FilteredDescriptors.mayBeFiltered(fd)) {
            return FilteredReads.recvfrom(fd, buffer, size, flags, address, length);
        }
        return NextReads.recvfrom(fd, buffer, size, flags, address, length);
    }

    /** {@code __recvfrom_chk}, with the buffer's size as the fourth parameter: the same, after a check. */
    @Export(name = "entry_filtered_recvfrom_chk")
    static long recvfromChecked(
            int fd, Address buffer, long size, long room, int flags, Address address, Address length) {
        if (Long.compareUnsigned(size, room) <= 0 && FilteredDescriptors.mayBeFiltered(fd)) {
            return FilteredReads.recvfrom(fd, buffer, size, flags, address, length);
        }
        return NextReads.__recvfrom_chk(fd, buffer, size, room, flags, address, length);
    }

    /** {@code ssize_t recvmsg(int, struct msghdr *, int)}: the same. */
    @Export(name = "entry_filtered_recvmsg")
    static long recvmsg(int fd, Address message, int flags) {
        if (FilteredDescriptors.mayBeFiltered(fd)) {
            return FilteredMessages.recvmsg(fd, message, flags);
        }
        return FilteredMessages.pass(fd, message, flags);
    }

    /** {@code int recvmmsg(int, struct mmsghdr *, unsigned, int, struct timespec *)}: the same for every message. */
    @Export(name = "entry_filtered_recvmmsg")
    static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        if (FilteredDescriptors.mayBeFiltered(fd)) {
            return FilteredBatch.recvmmsg(fd, messages, count, flags, timeout);
        }
        return FilteredBatch.pass(fd, messages, count, flags, timeout);
    }
}
