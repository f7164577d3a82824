// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stacks;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The number of each name: its place in a hash table, so that equal names have equal numbers in all processes, but for
 * names that meet in one place. The empty name is 0. When the table is full, the number is a hash.
 *
 * <pre>
 *  0      8           12
 * +------+-----------+----------+
 * | hash | endpoints | not used |
 * +------+-----------+----------+
 * </pre>
 */
@Unmanaged
public final class StackNumbers {
    private static final int PLACES = 1024;
    private static final int SIZE = 16;
    private static final int ENDPOINTS = 8;
    private static final int LARGE = 0x3fffffff;

    /** The parameters of FNV-1a. */
    private static final long BASIS = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private StackNumbers() {}

    public static int of(Address name) {
        if (name.getByte() == 0) {
            return 0;
        }
        long hash = hash(name);
        int first = 1 + (int) Long.remainderUnsigned(hash, PLACES - 1);
        int place = first;
        do {
            Address entry = entry(place);
            long there = Atomics.loadLongAcquire(entry);
            boolean taken = there == 0 && Atomics.replaceLong(entry, 0, hash);
            if (taken || Atomics.loadLongAcquire(entry) == hash) {
                return place;
            }
            place = place == PLACES - 1 ? 1 : place + 1;
        } while (place != first);
        return PLACES + ((int) hash & LARGE);
    }

    /** A new endpoint's index in its stack. */
    public static int nextEndpoint(int stack) {
        int place = stack < PLACES ? stack : PLACES;
        int index = Atomics.increment(entry(place).add(ENDPOINTS));
        return index;
    }

    private static long hash(Address name) {
        long hash = BASIS;
        for (int i = 0; name.add(i).getByte() != 0; i++) {
            hash = (hash ^ name.add(i).getByte() & 0xff) * PRIME;
        }
        return hash == 0 ? 1 : hash;
    }

    private static Address entry(int place) {
        return entries().add((long) place * SIZE);
    }

    @NoSideEffects
    private static Address entries() {
        return entriesStatic();
    }

    /** One entry more than places, for all names that have none. */
    @Import(name = "LKOS_TABLE((1024 + 1) * 16)")
    @Variable
    private static native Address entriesStatic();
}
