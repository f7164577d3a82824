// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class OrderOfDoubtfulPromises {
    static int state;

    static int next() {
        state = state + 1;
        return state;
    }

    @NoSideEffects
    static int current() {
        return state;
    }

    static int deep() {
        return recursive(3) + current(); // refused: another order
    }

    static int recursive(int depth) {
        return depth == 0 ? next() : recursive(depth - 1);
    }

    static int promised() {
        return current() + next(); // refused: another order
    }
}
