// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.machine;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** Reads and writes that other threads see in order; Java's {@code volatile} means nothing in native code. */
@Unmanaged
public final class Atomics {
    private static final int RELAXED = 0;
    private static final int ACQUIRE = 2;
    private static final int RELEASE = 3;
    private static final int ACQUIRE_AND_RELEASE = 4;
    private static final int SEQUENTIAL = 5;

    private Atomics() {}

    /** The int at {@code cell}, in no order with anything else. */
    public static int loadRelaxed(Address cell) {
        int value = atomicLoad(cell, RELAXED);
        return value;
    }

    /** Stores {@code value} at {@code cell}, in no order with anything else. */
    public static void storeRelaxed(Address cell, int value) {
        atomicStore(cell, value, RELAXED);
    }

    /** The long at {@code cell}, in no order with anything else. */
    public static long loadLongRelaxed(Address cell) {
        long value = atomicLoadLong(cell, RELAXED);
        return value;
    }

    /** Stores {@code value} at {@code cell}, in no order with anything else. */
    public static void storeLongRelaxed(Address cell, long value) {
        atomicStoreLong(cell, value, RELAXED);
    }

    /** The int at {@code cell}; what its writer wrote before it is visible after this. */
    public static int loadAcquire(Address cell) {
        int value = atomicLoad(cell, ACQUIRE);
        return value;
    }

    /** The long at {@code cell}, likewise. */
    public static long loadLongAcquire(Address cell) {
        long value = atomicLoadLong(cell, ACQUIRE);
        return value;
    }

    /** Stores {@code value} at {@code cell} after all that was written before. */
    public static void storeLongRelease(Address cell, long value) {
        atomicStoreLong(cell, value, RELEASE);
    }

    /** Stores the address {@code value} at {@code cell} after all that was written before. */
    public static void storeRelease(Address cell, Address value) {
        atomicStoreLong(cell, value.toLong(), RELEASE);
    }

    /** The same for an int. */
    public static void storeRelease(Address cell, int value) {
        atomicStore(cell, value, RELEASE);
    }

    /** Adds one to the int at {@code cell}, seen by all threads in one order; the result is what it was. */
    public static int increment(Address cell) {
        int previous = atomicFetchAdd(cell, 1, RELEASE);
        return previous;
    }

    /** Stores {@code value} at {@code cell}; the result is what it was. */
    public static int exchange(Address cell, int value) {
        int previous = atomicExchange(cell, value, RELAXED);
        return previous;
    }

    /** Adds {@code value} to the int at {@code cell}; the result is what it was. */
    public static int add(Address cell, int value) {
        int previous = atomicFetchAdd(cell, value, ACQUIRE_AND_RELEASE);
        return previous;
    }

    /** Clears those bits of the long at {@code cell} that {@code kept} has not; the result is what it was. */
    public static long and(Address cell, long kept) {
        long previous = atomicFetchAnd(cell, kept, ACQUIRE_AND_RELEASE);
        return previous;
    }

    /** Adds bits to the long at {@code cell}; the result is what it was. */
    public static long or(Address cell, long bits) {
        long previous = atomicFetchOr(cell, bits, ACQUIRE_AND_RELEASE);
        return previous;
    }

    /** Adds one to the long at {@code cell}, seen by all threads in one order; the result is what it was. */
    public static long incrementLong(Address cell) {
        long previous = atomicFetchAddLong(cell, 1, SEQUENTIAL);
        return previous;
    }

    /** What was read before it is read before all that comes after. */
    public static void fenceAcquire() {
        atomicThreadFence(ACQUIRE);
    }

    /** The same, and what the one who stored it wrote before that is visible after this. */
    public static int exchangeAcquire(Address cell, int value) {
        int previous = atomicExchange(cell, value, ACQUIRE);
        return previous;
    }

    /** Stores {@code wanted} at {@code cell} if {@code expected} is there; whether it was. */
    public static boolean replace(Address cell, int expected, int wanted) {
        int replaced = compareAndSwap(cell, expected, wanted);
        return replaced != 0;
    }

    /** The same for a long. */
    public static boolean replaceLong(Address cell, long expected, long wanted) {
        int replaced = compareAndSwapLong(cell, expected, wanted);
        return replaced != 0;
    }

    @Import(name = "__atomic_load_4")
    private static native int atomicLoad(Address cell, int order);

    @Import(name = "__atomic_load_8")
    private static native long atomicLoadLong(Address cell, int order);

    @Import(name = "__atomic_store_4")
    private static native void atomicStore(Address cell, int value, int order);

    @Import(name = "__atomic_store_8")
    private static native void atomicStoreLong(Address cell, long value, int order);

    @Import(name = "__atomic_exchange_4")
    private static native int atomicExchange(Address cell, int value, int order);

    @Import(name = "__atomic_fetch_add_4")
    private static native int atomicFetchAdd(Address cell, int value, int order);

    @Import(name = "__atomic_fetch_and_8")
    private static native long atomicFetchAnd(Address cell, long value, int order);

    @Import(name = "__atomic_fetch_or_8")
    private static native long atomicFetchOr(Address cell, long value, int order);

    @Import(name = "__sync_bool_compare_and_swap_4")
    private static native int compareAndSwap(Address cell, int expected, int wanted);

    @Import(name = "__sync_bool_compare_and_swap_8")
    private static native int compareAndSwapLong(Address cell, long expected, long wanted);

    @Import(name = "__atomic_fetch_add_8")
    private static native long atomicFetchAddLong(Address cell, long value, int order);

    @Import(name = "__atomic_thread_fence")
    private static native void atomicThreadFence(int order);
}
