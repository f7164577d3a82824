// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class EnumSwitch {
    static int weight(EnumConstants level) {
        switch (level) { // refused: an array needs a heap | managed type in its signature | ordinal is managed code
            case SECOND:
                return 2;
            default:
                return 1;
        }
    }
}
