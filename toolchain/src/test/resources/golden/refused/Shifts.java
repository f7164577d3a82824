// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class Shifts {
    static int left(int value, int count) {
        return value << count; // refused: write & 31
    }

    static long right(long value, int count) {
        return value >> count; // refused: write & 63
    }

    static int unsigned(int value, int count) {
        return value >>> (count & 63); // refused: write & 31
    }

    static int beyond(int value) {
        return value << 33; // refused: write & 31
    }

    static int negative(int value) {
        return value << -1; // refused: write & 31
    }

    static int assigned(int value, int count) {
        int result = value;
        result <<= count; // refused: write & 31
        return result;
    }
}
