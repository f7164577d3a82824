// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class Floats {
    static int whole(double value) {
        return (int) value; // refused: a float that does not fit
    }

    static long wide(float value) {
        return (long) value; // refused: a float that does not fit
    }

    static double rest(double value) {
        return value % 3; // refused: the remainder of floats
    }
}
