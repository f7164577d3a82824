// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class Arithmetic {
    private Arithmetic() {}

    static int shifts(int value, int count) {
        return value << (count & 31) | value >>> 4 | value >> 31 | value >>> (15 & count);
    }

    static long wideShifts(long value, long count) {
        int masked = (int) (count & 63);
        return value << masked ^ value >>> 63;
    }

    static int quotient(int value, int divisor) {
        return value / divisor + value % divisor;
    }

    static boolean unsigned(int a, int b, long c, long d) {
        return Integer.compareUnsigned(a, b) < 0 && Long.divideUnsigned(c, d) == 0;
    }

    static double scaled(int value, double factor) {
        return value * factor;
    }

    static int narrowed(long value) {
        byte low = (byte) value;
        char unit = (char) value;
        return low + unit;
    }

    static Address aligned(Address memory, int size) {
        return Address.align(memory, size);
    }
}
