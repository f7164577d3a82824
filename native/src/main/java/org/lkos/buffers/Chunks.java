// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.buffers;

import org.lkos.machine.Atomics;
import org.lkos.machine.Bits;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Which buffers are taken: a word per chunk of 64, a bit per buffer, changed by compare-and-swap. Each descriptor has a
 * home among the chunks, where its search begins, so that threads on sockets of their own rarely meet.
 *
 * <p>A chunk that nothing is taken of any more gives its memory back to the kernel, but for the homes, 32
 * to 63 of them, and {@link #SPARE} others at the most: 128 KiB each.
 */
@Unmanaged
final class Chunks {
    private static final int LEAST_HOMES = 32;
    private static final int SPARE = 16;

    /** How often a search that found nothing waits for a chunk that is giving its memory back. */
    private static final int PATIENCE = 64;

    private Chunks() {}

    /**
     * Takes up to {@code wanted} buffers of one chunk.
     *
     * @param found where the chunk's number goes, an int
     * @return the set of them, empty where all buffers are taken
     */
    static long take(Pool pool, int fd, int wanted, Address found) {
        long set = search(pool, fd, wanted, found);
        for (int i = 0; i < PATIENCE && set == 0 && Atomics.loadAcquire(trimming(pool)) != 0; i++) {
            long yielded = SysSyscall.sched_yield();
            set = search(pool, fd, wanted, found);
        }
        return set;
    }

    private static long search(Pool pool, int fd, int wanted, Address found) {
        int chunk = (fd & LEAST_HOMES - 1) * pool.stride % pool.chunks;
        for (int i = 0; i < pool.chunks; i++) {
            long set = takeOf(pool, chunk, wanted);
            if (set != 0) {
                found.putInt(chunk);
                return set;
            }
            chunk = chunk + 1 == pool.chunks ? 0 : chunk + 1;
        }
        return 0;
    }

    private static long takeOf(Pool pool, int chunk, int wanted) {
        Address word = word(pool, chunk);
        long taken = Atomics.loadLongAcquire(word);
        while (taken != Bits.ALL) {
            long set = Bits.lowest(~taken, wanted);
            if (Atomics.replaceLong(word, taken, taken | set)) {
                if (taken == 0) {
                    begin(pool, chunk);
                }
                return set;
            }
            taken = Atomics.loadLongAcquire(word);
        }
        return 0;
    }

    /** Gives a set of one chunk back. */
    static void give(Pool pool, int chunk, long set) {
        long taken = Atomics.and(word(pool, chunk), ~set);
        if ((taken & ~set) == 0 && !isHome(pool, chunk)) {
            end(pool, chunk);
        }
    }

    /** The first buffers of a chunk were taken. */
    private static void begin(Pool pool, int chunk) {
        if (isHome(pool, chunk)) {
            return;
        }
        Address used = used(pool, chunk);
        if (used.getInt() != 0) {
            int before = Atomics.add(spare(pool), -1);
        } else {
            used.putInt(1);
        }
    }

    /** The last buffers of a chunk were given back. */
    private static void end(Pool pool, int chunk) {
        int before = Atomics.add(spare(pool), 1);
        if (before >= SPARE) {
            int others = Atomics.add(trimming(pool), 1);
            trim(pool, chunk);
            others = Atomics.add(trimming(pool), -1);
        }
    }

    /** With all of the chunk taken by us meanwhile; if anybody was faster, it is in use again. */
    private static void trim(Pool pool, int chunk) {
        if (Atomics.replaceLong(word(pool, chunk), 0, Bits.ALL)) {
            int before = Atomics.add(spare(pool), -1);
            used(pool, chunk).putInt(0);
            Address start = pool.buffer(chunk * Pool.CHUNK);
            // Refused where the application has locked its memory, which then stays.
            long failed = SysSyscall.madvise(start, (long) Pool.CHUNK * Pool.BUFFER, SysMman.MADV_DONTNEED);
            Atomics.storeLongRelease(word(pool, chunk), 0);
        }
    }

    private static boolean isHome(Pool pool, int chunk) {
        return (chunk & pool.stride - 1) == 0;
    }

    private static Address word(Pool pool, int chunk) {
        return pool.taken.add((long) chunk * 8);
    }

    private static Address used(Pool pool, int chunk) {
        return pool.used.add((long) chunk * 4);
    }

    private static Address spare(Pool pool) {
        return pool.toAddress().add(Pool.SPARE);
    }

    private static Address trimming(Pool pool) {
        return pool.toAddress().add(Pool.TRIMMING);
    }
}
