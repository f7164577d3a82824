// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class OrderOfOperands {
    static int state;

    static int next() {
        state = state + 1;
        return state;
    }

    static int sum() {
        return next() + 2 * next(); // refused: another order
    }

    static boolean compared() {
        return next() < next(); // refused: another order
    }

    static int masked(Address memory) {
        return memory.getInt() & next(); // refused: another order
    }

    static int selected() {
        switch (next() - next()) { // refused: another order
            case 0:
                return 1;
            default:
                return 2;
        }
    }

    static int looped() {
        int turns = 0;
        while (next() < next()) { // refused: another order
            turns++;
        }
        return turns;
    }

    static boolean logical(boolean asked) {
        return asked && next() == next(); // refused: another order
    }
}
