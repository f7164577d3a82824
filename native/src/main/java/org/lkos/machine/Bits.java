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
        long first = below(count);
        if ((set & first) == first) {
            return first;
        }
        long rest = set;
        for (int i = 0; i < count && rest != 0; i++) {
            rest &= rest - 1;
        }
        return set ^ rest;
    }

    /** The first number from {@code first} on that is no member, or 64. */
    public static int end(long set, int first) {
        long others = ~set & ~below(first);
        return others == 0 ? 64 : lowest(others);
    }

    /** The set of all numbers below one, of at most 64. */
    @NoSideEffects
    public static long below(int number) {
        return number >= 64 ? ALL : (1L << (number & 63)) - 1;
    }

    /** How many members a set has, by sums of neighbours: the builtin may be a call of libgcc's. */
    public static int count(long set) {
        long pairs = set - (set >>> 1 & 0x5555555555555555L);
        long fours = (pairs & 0x3333333333333333L) + (pairs >>> 2 & 0x3333333333333333L);
        long eights = fours + (fours >>> 4) & 0x0f0f0f0f0f0f0f0fL;
        return (int) (eights * 0x0101010101010101L >>> 56);
    }

    @Import(name = "__builtin_ctzll")
    private static native int trailingZeros(long set);
}
