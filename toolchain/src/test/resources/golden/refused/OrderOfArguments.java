// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class OrderOfArguments {
    static int state;

    static int next() {
        state = state + 1;
        return state;
    }

    static int pair(int first, int second) {
        return first * 10 + second;
    }

    static int twoEffects() {
        return pair(next(), next()); // refused: another order
    }

    static int readThenEffect() {
        return pair(state, next()); // refused: another order
    }

    static int effectThenRead() {
        return pair(next(), state); // refused: another order
    }

    static int nested() {
        return pair(pair(next(), 1), pair(next(), 2)); // refused: another order
    }

    static int convertedEarlier() {
        return pair((byte) next(), -next()); // refused: another order
    }
}
