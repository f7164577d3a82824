// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class OrderAcrossChoices {
    static int state;

    static int next() {
        state = state + 1;
        return state;
    }

    static boolean odd() {
        return (next() & 1) != 0;
    }

    static int pair(int first, int second) {
        return first * 10 + second;
    }

    static int effectBefore(boolean asked) {
        return pair(next(), asked ? next() : 0); // refused: another order
    }

    static int effectInChoice(boolean asked) {
        return pair(asked ? next() : 0, next()); // refused: another order
    }

    static int effectInCondition() {
        return pair(odd() ? 1 : 2, next()); // refused: another order
    }

    static int readInCondition() {
        return pair(state > 3 ? 1 : 2, next()); // refused: another order
    }

    static int conditionAfter() {
        return pair(state, odd() ? 1 : 2); // refused: another order
    }

    static boolean logicalOperand() {
        return next() > 1 == odd(); // refused: another order
    }
}
