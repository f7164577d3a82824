// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class StringSwitch {
    static int kind(String name) {
        switch (name) { // refused: a string | managed type in its signature
            case "first":
                return 1;
            default:
                return 0;
        }
    }
}
