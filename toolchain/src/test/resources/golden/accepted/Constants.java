// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Unmanaged;

@Unmanaged
interface Constants {
    int FIRST = 1;
    long MASK = ~7L;

    static int second() {
        return FIRST + 1;
    }
}
