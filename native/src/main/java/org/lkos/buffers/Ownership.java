// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.buffers;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Whose a buffer is: a word per buffer, changed by compare-and-swap.
 *
 * <pre>
 *  31      15 14          4 3     0
 * +----------+-------------+-------+
 * | 0        | generation  | owner |
 * +----------+-------------+-------+
 * </pre>
 *
 * A handle is the buffer's address with the generation in its low bits, which are free since buffers are aligned. Each
 * time that a buffer is lent a new generation begins, so that a handle of an earlier time fits no more; a number comes
 * again after 2048 of them.
 */
@Unmanaged
public final class Ownership {
    /** Free, or in use by a call of ours. */
    public static final int OURS = 0;

    /** The application may send or release it. */
    public static final int APPLICATION = 1;

    /** Part of a template. */
    public static final int TEMPLATE = 2;

    /** Shown to a callback that is running. */
    public static final int SHOWN = 3;

    /** Behind the first buffer of a message; goes where that goes. */
    public static final int CHAINED = 4;

    /** The application's, and named in a call of the application that is running. */
    public static final int NAMED = 5;

    /** Shown, and likewise: another thread may release what a callback is going to keep. */
    public static final int SHOWN_AND_NAMED = 6;

    /** Shown, and released already. */
    public static final int SHOWN_AND_RELEASED = 7;

    private static final int OWNER = 15;
    private static final int GENERATION_SHIFT = 4;
    private static final int GENERATION = (1 << Pool.PACKET_SHIFT) - 1;

    private Ownership() {}

    /** Lends a buffer of ours; the handle. */
    static Address lend(Pool pool, Address buffer, int owner) {
        Address word = word(pool, pool.indexOf(buffer));
        int generation = (word.getInt() >>> GENERATION_SHIFT) + 1 & GENERATION;
        Atomics.storeRelaxed(word, generation << GENERATION_SHIFT | owner);
        return buffer.add(generation);
    }

    static void takeBack(Pool pool, Address buffer) {
        Address word = word(pool, pool.indexOf(buffer));
        Atomics.storeRelaxed(word, word.getInt() & ~OWNER | OURS);
    }

    /** The handle of a buffer, if it is lent to that owner, or null. */
    static Address handleOf(Pool pool, int index, int owner) {
        int word = Atomics.loadAcquire(word(pool, index));
        return (word & OWNER) == owner ? pool.buffer(index).add(word >>> GENERATION_SHIFT) : Address.fromLong(0);
    }

    /** The owner of the buffer that a handle stands for, or -1 if it stands for none. */
    static int of(Pool pool, Address handle) {
        int index = pool.indexOf(handle);
        if (index < 0) {
            return -1;
        }
        int word = Atomics.loadAcquire(word(pool, index));
        return word >>> GENERATION_SHIFT == generation(pool, index, handle) ? word & OWNER : -1;
    }

    /** Changes the owner; false if it was not {@code from}, or the handle stands for no buffer. */
    static boolean change(Pool pool, Address handle, int from, int to) {
        int index = pool.indexOf(handle);
        if (index < 0) {
            return false;
        }
        int word = generation(pool, index, handle) << GENERATION_SHIFT;
        return Atomics.replace(word(pool, index), word | from, word | to);
    }

    private static int generation(Pool pool, int index, Address handle) {
        return (int) (handle.toLong() - pool.buffer(index).toLong());
    }

    private static Address word(Pool pool, int index) {
        return pool.owners.add((long) index * 4);
    }
}
