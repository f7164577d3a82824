// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class Throwing {
    static int check(int n) {
        if (n < 0) {
            throw new IllegalStateException(); // refused: throw needs the runtime | new java.lang.IllegalStateException
        }
        return n;
    }
}
