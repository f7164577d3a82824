// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class Main { // refused: main class must be @StaticInit
    static int one() {
        return 1;
    }
}
