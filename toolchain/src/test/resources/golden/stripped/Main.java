// SPDX-License-Identifier: GPL-2.0-only
package golden.stripped;

import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

@Unmanaged
@StaticInit
final class Main {
    static int state;

    static int next() {
        state = state + 1;
        return state;
    }

    static int pair(int first, int second) {
        return first * 10 + second;
    }

    static int ordered() {
        int first = next();
        int second = next();
        return pair(first, second);
    }
}
