// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Export;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class NarrowExports {
    @Export(name = "golden_narrow")
    static int narrow(byte value) {
        return value; // refused: narrower than int
    }
}
