// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class Boxing {
    static int round(int n) {
        Integer boxed = n; // refused: boxing needs a heap
        return boxed; // refused: boxing needs a heap
    }
}
