// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class ManagedSignatures { // refused: managed type in its signature: String
    static int count(int[] values) {
        return 0; // refused: managed type in its signature: int[]
    }

    static Object same(Object value) {
        return value; // refused: managed type in its signature: Object
    }

    @Import(name = "puts")
    static native int puts(String text);
}
