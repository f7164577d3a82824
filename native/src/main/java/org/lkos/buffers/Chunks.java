// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.buffers;

import org.lkos.machine.Atomics;
import org.lkos.machine.Bits;
import org.lkos.posix.Errno;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Which buffers are taken: a word per chunk of 64, a bit per buffer, changed by compare-and-swap. Each taker has a home
 * among the chunks, where its search begins, so that threads on sockets of their own rarely meet.
 *
 * <p>A chunk that nothing is taken of any more gives its memory back to the kernel, but for the homes, 32 to 63 of them,
 * and {@link #SPARE} others at the most.
 */
@Unmanaged
final class Chunks {
    private static final int HOME_MASK = 31;
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
    static long take(Pool pool, int near, int wanted, Address found) {
        long set = search(pool, near, wanted, found);
        for (int i = 0; i < PATIENCE && set == 0 && Atomics.loadAcquire(trimming(pool)) != 0; i++) {
            long yielded = SysSyscall.sched_yield();
            set = search(pool, near, wanted, found);
        }
        return set;
    }

    /** Rather half of those wanted from a chunk further on than one or two from a chunk that is nearly full. */
    private static long search(Pool pool, int near, int wanted, Address found) {
        long set = search(pool, near, wanted, wanted + 1 >> 1, found);
        return set == 0 && wanted > 1 ? search(pool, near, wanted, 1, found) : set;
    }

    private static long search(Pool pool, int near, int wanted, int least, Address found) {
        int chunk = (near & HOME_MASK) * pool.stride % pool.chunks;
        for (int i = 0; i < pool.chunks; i++) {
            long set = takeOf(pool, chunk, wanted, least);
            if (set != 0) {
                found.putInt(chunk);
                return set;
            }
            chunk = chunk + 1 == pool.chunks ? 0 : chunk + 1;
        }
        return 0;
    }

    private static long takeOf(Pool pool, int chunk, int wanted, int least) {
        Address word = taken(pool, chunk);
        long taken = Atomics.loadLongAcquire(word);
        while (taken != Bits.ALL && (least == 1 || Bits.count(~taken) >= least)) {
            long set = Bits.lowest(~taken, wanted);
            if (Atomics.replaceLong(word, taken, taken | set)) {
                return begin(pool, chunk, taken, set);
            }
            taken = Atomics.loadLongAcquire(word);
        }
        return 0;
    }

    /** A set was taken; empty if its memory cannot be had. */
    private static long begin(Pool pool, int chunk, long before, long set) {
        if (before == 0 && !isHome(pool, chunk)) {
            uncount(pool, chunk);
        }
        Address accessible = pool.accessible.add((long) chunk * 4);
        if (Atomics.loadAcquire(accessible) == 0) {
            if (!open(pool, chunk)) {
                give(pool, chunk, set);
                return 0;
            }
            // Another thread may have done the same, which does no harm.
            Atomics.storeRelaxed(accessible, 1);
        }
        return set;
    }

    private static boolean open(Pool pool, int chunk) {
        int savedErrno = Errno.get();
        long failed = SysSyscall.mprotect(start(pool, chunk), size(pool), SysMman.PROT_READ | SysMman.PROT_WRITE);
        Errno.set(savedErrno);
        return failed == 0;
    }

    /** Gives a set of one chunk back. */
    static void give(Pool pool, int chunk, long set) {
        long before = Atomics.and(taken(pool, chunk), ~set);
        if ((before & ~set) == 0 && !isHome(pool, chunk)) {
            end(pool, chunk);
        }
    }

    /** Nothing of a chunk is taken any more: it is one of the spare ones, or gives its memory back. */
    private static void end(Pool pool, int chunk) {
        Address spare = pool.toAddress().add(Pool.SPARE);
        boolean counted = Atomics.replace(counted(pool, chunk), 0, 1);
        int before = counted ? Atomics.add(spare, 1) : Atomics.loadAcquire(spare);
        if (before >= SPARE) {
            int others = Atomics.add(trimming(pool), 1);
            trim(pool, chunk);
            others = Atomics.add(trimming(pool), -1);
        }
    }

    /** With all of the chunk taken by us meanwhile; if anybody was faster, it is in use again. */
    private static void trim(Pool pool, int chunk) {
        if (Atomics.replaceLong(taken(pool, chunk), 0, Bits.ALL)) {
            uncount(pool, chunk);
            dropTails(pool, chunk);
            int savedErrno = Errno.get();
            // Refused where the application has locked its memory, which then stays.
            long failed = SysSyscall.madvise(start(pool, chunk), size(pool), SysMman.MADV_DONTNEED);
            Errno.set(savedErrno);
            Atomics.storeLongRelease(taken(pool, chunk), 0);
        }
    }

    private static void dropTails(Pool pool, int chunk) {
        Address tails = pool.tails.add((long) chunk * 8);
        int before = Atomics.add(pool.toAddress().add(Pool.WARM), -Bits.count(tails.getLong()));
        tails.putLong(0);
    }

    private static void uncount(Pool pool, int chunk) {
        if (Atomics.replace(counted(pool, chunk), 1, 0)) {
            int before = Atomics.add(pool.toAddress().add(Pool.SPARE), -1);
        }
    }

    private static boolean isHome(Pool pool, int chunk) {
        return (chunk & pool.stride - 1) == 0;
    }

    private static Address start(Pool pool, int chunk) {
        return pool.buffer(chunk * Pool.CHUNK);
    }

    private static long size(Pool pool) {
        return (long) Pool.CHUNK << (pool.shift & 63);
    }

    private static Address taken(Pool pool, int chunk) {
        return pool.taken.add((long) chunk * 8);
    }

    private static Address counted(Pool pool, int chunk) {
        return pool.counted.add((long) chunk * 4);
    }

    private static Address trimming(Pool pool) {
        return pool.toAddress().add(Pool.TRIMMING);
    }
}
