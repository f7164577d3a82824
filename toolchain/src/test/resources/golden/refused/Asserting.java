// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class Asserting {
    static int positive(int n) {
        assert n > 0; // refused: assert needs the runtime | new java.lang.AssertionError | throw
        return n;
    }
}
