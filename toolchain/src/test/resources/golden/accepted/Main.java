// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

@Unmanaged
@StaticInit
final class Main {
    private static int state;

    private Main() {}

    @Export(name = "golden_next")
    static int next() {
        state = state + 1;
        return state;
    }
}
