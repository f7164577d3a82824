// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class StringUses {
    static int length() {
        return "text".length(); // refused: a string needs a heap
    }

    static boolean concatenated(int n) {
        return ("n" + n).isEmpty(); // refused: string concatenation | a string
    }

    static Address copied() {
        return org.teavm.interop.Strings.toC("text"); // refused: a string
    }
}
