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
 * Buffers that any datagram fits in as a whole: 64 KiB of address space each, of which short ones use a page. The memory
 * behind the first page, the tail, goes back to the kernel when a buffer is given back, unless no more than
 * {@link #WARM_TAILS} buffers have any.
 */
@Unmanaged
public final class ReceiveBuffers {
    /** Bytes of a buffer. */
    public static final int SIZE = 1 << Pool.RECEIVE_SHIFT;

    private static final int WARM_TAILS = 64;

    private ReceiveBuffers() {}

    /**
     * Takes 1 to {@code wanted} buffers, at most 64, that lie within 64 of each other.
     *
     * @param chunk where an int goes that names the 64
     * @return the set of them, empty where all are taken, or as much is kept as all would hold
     */
    public static long takeSome(int near, int wanted, Address chunk) {
        Pool pool = Pool.getReceives();
        boolean exhausted = pool == null || pool.extra >= pool.count;
        return exhausted ? 0 : Chunks.take(pool, near, wanted, chunk);
    }

    /** One of those that {@link #takeSome} took. */
    public static Address buffer(int chunk, int number) {
        return Pool.existingReceives().buffer(chunk * Pool.CHUNK + number);
    }

    /** The number of a buffer among the 64. */
    public static int number(Address buffer) {
        return Pool.existingReceives().indexOf(buffer) % Pool.CHUNK;
    }

    /** Whether none of a set that is taken has memory behind its first page. */
    public static boolean areShort(int chunk, long set) {
        Address tails = Pool.existingReceives().tails.add((long) chunk * 8);
        return (Atomics.loadLongAcquire(tails) & set) == 0;
    }

    /** Gives some back that {@link #takeSome} took and nobody was lent. */
    public static void giveSome(int chunk, long set) {
        if (set != 0) {
            Pool pool = Pool.existingReceives();
            coolTails(pool, chunk, set);
            Chunks.give(pool, chunk, set);
        }
    }

    /** Lends a buffer of ours to one of {@link Ownership}; its handle. */
    public static Address lend(Address buffer, int owner) {
        return Ownership.lend(Pool.existingReceives(), buffer, owner);
    }

    /** Takes a lent buffer back from any owner. */
    public static void takeBack(Address buffer) {
        Ownership.takeBack(Pool.existingReceives(), buffer);
    }

    /** Notes that a buffer holds {@code length} bytes. */
    public static void hold(Address buffer, long length) {
        if (length > SysMman.LARGEST_PAGE()) {
            Pool pool = Pool.existingReceives();
            int index = pool.indexOf(buffer);
            Address tails = pool.tails.add((long) (index / Pool.CHUNK) * 8);
            long own = Bits.of(index % Pool.CHUNK);
            long before = Atomics.loadLongAcquire(tails);
            if ((before & own) == 0) {
                before = Atomics.or(tails, own);
                int others = Atomics.add(pool.toAddress().add(Pool.WARM), 1);
            }
        }
    }

    /** A buffer with {@code length} bytes is going to be the application's: it counts for as many packets as that takes. */
    public static void keep(Address buffer, long length) {
        int extra = length == 0 ? 0 : (int) ((length - 1) / PacketBuffers.ROOM);
        if (extra != 0) {
            Pool pool = Pool.existingReceives();
            pool.links.add((long) pool.indexOf(buffer) * 4).putInt(extra);
            int before = Atomics.add(pool.toAddress().add(Pool.EXTRA), extra);
        }
    }

    /** Undoes {@link #keep}. */
    public static void keepNot(Address buffer) {
        Pool pool = Pool.existingReceives();
        Address link = pool.links.add((long) pool.indexOf(buffer) * 4);
        int extra = link.getInt();
        if (extra != 0) {
            link.putInt(0);
            int before = Atomics.add(pool.toAddress().add(Pool.EXTRA), -extra);
        }
    }

    /** Gives back what was kept. */
    static void give(Address buffer) {
        keepNot(buffer);
        int index = Pool.existingReceives().indexOf(buffer);
        giveSome(index / Pool.CHUNK, Bits.of(index % Pool.CHUNK));
    }

    /** Gives the tails of a set that is still taken back to the kernel if there are more of them than may stay. */
    private static void coolTails(Pool pool, int chunk, long set) {
        Address cell = pool.tails.add((long) chunk * 8);
        long tails = Atomics.loadLongAcquire(cell) & set;
        if (tails == 0 || pool.warm <= WARM_TAILS) {
            return;
        }
        long before = Atomics.and(cell, ~tails);
        int others = Atomics.add(pool.toAddress().add(Pool.WARM), -Bits.count(tails));
        int savedErrno = Errno.get();
        while (tails != 0) {
            int first = Bits.lowest(tails);
            int end = Bits.end(set, first);
            Address start = pool.buffer(chunk * Pool.CHUNK + first);
            long size = (long) (end - first) * SIZE;
            long failed = SysSyscall.madvise(
                    start.add(SysMman.LARGEST_PAGE()), size - SysMman.LARGEST_PAGE(), SysMman.MADV_DONTNEED);
            tails &= ~Bits.below(end);
        }
        Errno.set(savedErrno);
    }
}
