// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.buffers;

import org.lkos.machine.Bits;
import org.lkos.machine.StackMemory;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Buffers of 2 KiB: taken and given back by us, lent to the application by handle. What is taken is ours, in no
 * particular state and with any content, until it is lent.
 */
@Unmanaged
public final class PacketBuffers {
    /** Bytes of a buffer. */
    public static final int SIZE = 1 << Pool.PACKET_SHIFT;

    /** Where data begins at the earliest, as in Onload's buffers. */
    public static final int DATA = 192;

    /** The most data that a buffer holds. */
    public static final int ROOM = SIZE - DATA;

    private PacketBuffers() {}

    /** How many there are, taken or not; 0 where the process may not have any. */
    public static int count() {
        Pool pool = Pool.get();
        return pool == null ? 0 : pool.count;
    }

    /** The same, but 0 before the first was needed. */
    public static int countExisting() {
        Pool pool = Pool.existing();
        return pool == null ? 0 : pool.count;
    }

    /** The handle of one of {@link #count}, if it is lent to that owner, or null. */
    public static Address handleOf(int number, int owner) {
        return Ownership.handleOf(Pool.existing(), number, owner);
    }

    /** Gives all memory back, with what is taken. Done when the library is unloaded. */
    public static void unmap() {
        Pool.unmapAll();
    }

    /** What to call when all buffers are taken: gives some back, and returns whether it did. */
    public static void relieveBy(Shortage.Relief relief) {
        Shortage.relieveBy(relief);
    }

    /** A buffer; null where all are taken. Takers that give the same number, a descriptor say, get near ones. */
    public static Address take(int near) {
        Address chunk = StackMemory.allocate(4, StackMemory.ALIGNED);
        long set = takeSome(near, 1, chunk);
        return set == 0 ? Address.fromLong(0) : buffer(chunk.getInt(), Bits.lowest(set));
    }

    /**
     * Takes 1 to {@code wanted} buffers, at most 64, that lie within 64 of each other.
     *
     * @param chunk where an int goes that names the 64
     * @return the set of them, empty where all are taken
     */
    public static long takeSome(int near, int wanted, Address chunk) {
        Pool pool = Pool.get();
        if (pool == null) {
            return 0;
        }
        long set = Chunks.take(pool, near, wanted, chunk);
        return set == 0 && Shortage.isRelieved() ? Chunks.take(pool, near, wanted, chunk) : set;
    }

    /** One of those that {@link #takeSome} took. */
    public static Address buffer(int chunk, int number) {
        return Pool.existing().buffer(chunk * Pool.CHUNK + number);
    }

    /** Gives a buffer of ours back. */
    public static void give(Address buffer) {
        Pool pool = Pool.of(buffer);
        if (pool.shift == Pool.RECEIVE_SHIFT) {
            ReceiveBuffers.give(buffer);
            return;
        }
        int index = pool.indexOf(buffer);
        Chunks.give(pool, index / Pool.CHUNK, Bits.of(index % Pool.CHUNK));
    }

    /** Gives some back that {@link #takeSome} took. */
    public static void giveSome(int chunk, long set) {
        if (set != 0) {
            Chunks.give(Pool.existing(), chunk, set);
        }
    }

    /** Lends a buffer of ours to one of {@link Ownership}; its handle, which no earlier handle is like. */
    public static Address lend(Address buffer, int owner) {
        return Ownership.lend(Pool.existing(), buffer, owner);
    }

    /** Takes a lent buffer back from any owner. */
    public static void takeBack(Address buffer) {
        Ownership.takeBack(Pool.existing(), buffer);
    }

    /** The owner of what a handle stands for; -1 for any other number, among them handles of earlier times. */
    public static int ownerOf(Address handle) {
        Pool pool = Pool.of(handle);
        return pool == null ? -1 : Ownership.of(pool, handle);
    }

    /** Changes the owner of what a handle stands for; false, with no change, if it is not {@code from}. */
    public static boolean change(Address handle, int from, int to) {
        Pool pool = Pool.of(handle);
        return pool != null && Ownership.change(pool, handle, from, to);
    }

    /** The first byte of what a handle stands for. */
    public static Address ofHandle(Address handle) {
        return Address.fromLong(handle.toLong() & -SIZE);
    }

    /** Puts a buffer of ours behind another; null ends the chain, which is anything before. */
    public static void chain(Address buffer, Address next) {
        Pool pool = Pool.existing();
        int link = next == null ? 0 : pool.indexOf(next) + 1;
        pool.links.add((long) pool.indexOf(buffer) * 4).putInt(link);
    }

    /** Gives all buffers of a chain back; a receive buffer is one by itself. */
    public static void giveChain(Address first) {
        Pool pool = Pool.of(first);
        if (pool.shift == Pool.RECEIVE_SHIFT) {
            ReceiveBuffers.give(first);
            return;
        }
        int index = pool.indexOf(first);
        while (index >= 0) {
            int next = pool.links.add((long) index * 4).getInt() - 1;
            Chunks.give(pool, index / Pool.CHUNK, Bits.of(index % Pool.CHUNK));
            index = next;
        }
    }
}
