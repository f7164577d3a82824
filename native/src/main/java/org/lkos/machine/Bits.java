// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.machine;

import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;

/** Sets of up to 64, a bit each. */
@Unmanaged
public final class Bits {
    public static final long ALL = -1;

    private Bits() {}

    /** The number of the lowest member of a set that has one. */
    @NoSideEffects
    public static int lowest(long set) {
        int number = trailingZeros(set);
        return number;
    }

    /** The set of one. */
    @NoSideEffects
    public static long of(int number) {
        return 1L << (number & 63);
    }

    /** The {@code count} lowest members of a set, or all if it has fewer. */
    public static long lowest(long set, int count) {
        if (count >= 64) {
            return set;
        }
        long first = (1L << (count & 63)) - 1;
        if ((set & first) == first) {
            return first;
        }
        long rest = set;
        for (int i = 0; i < count; i++) {
            rest &= rest - 1;
        }
        return set ^ rest;
    }

    @Import(name = "__builtin_ctzll")
    private static native int trailingZeros(long set);
}
