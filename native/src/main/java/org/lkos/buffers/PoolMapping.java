// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.buffers;

import org.lkos.machine.Atomics;
import org.lkos.posix.Errno;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The memory of a {@link Pool}: as much as is to be had, accessible as far as the tables go. */
@Unmanaged
final class PoolMapping {
    private static final int PER_CHUNK = 8 + 8 + 4 + 4;
    private static final int PER_BUFFER = 4 + 4;

    private PoolMapping() {}

    /** Tries for half as much again and again where memory is limited. Of two threads at once, one gives its own back. */
    static void make(Address cell, int shift) {
        int savedErrno = Errno.get();
        int count = PoolSize.read(Pool.CHUNK);
        long at = reserve(count, shift);
        while (at == -1 && count > PoolSize.LEAST) {
            count = count / 2 / Pool.CHUNK * Pool.CHUNK;
            at = reserve(count, shift);
        }
        if (at != -1) {
            Pool pool = Address.fromLong(at).toStructure();
            pool.lay(count, shift);
            if (!Atomics.replaceLong(cell, 0, at)) {
                long failed = SysSyscall.munmap(Address.fromLong(at), size(count, shift));
            }
        }
        Errno.set(savedErrno);
    }

    private static long reserve(int count, int shift) {
        int kind = SysMman.MAP_PRIVATE | SysMman.MAP_ANONYMOUS | SysMman.MAP_NORESERVE;
        long at = SysSyscall.mmap(Address.fromLong(0), size(count, shift), SysMman.PROT_NONE, kind);
        if (at == -1) {
            return at;
        }
        Address start = Address.fromLong(at);
        // A huge page for the first byte would be 2 MiB that nobody asked for.
        long failed = SysSyscall.madvise(start, size(count, shift), SysMman.MADV_NOHUGEPAGE);
        failed = SysSyscall.mprotect(start, tables(count), SysMman.PROT_READ | SysMman.PROT_WRITE);
        if (failed != 0) {
            failed = SysSyscall.munmap(start, size(count, shift));
            return -1;
        }
        return at;
    }

    /** Gives the memory back, if there is any. */
    static void giveBack(Address cell) {
        Pool pool = cell.getAddress().toStructure();
        if (pool != null) {
            cell.putLong(0);
            long failed = SysSyscall.munmap(pool.toAddress(), size(pool.count, pool.shift));
        }
    }

    private static long size(int count, int shift) {
        return tables(count) + ((long) count << (shift & 63));
    }

    /** Bytes in front of the data. */
    static long tables(int count) {
        long bytes = Pool.HEAD + (long) count / Pool.CHUNK * PER_CHUNK + (long) count * PER_BUFFER;
        return (bytes + SysMman.LARGEST_PAGE() - 1) / SysMman.LARGEST_PAGE() * SysMman.LARGEST_PAGE();
    }
}
