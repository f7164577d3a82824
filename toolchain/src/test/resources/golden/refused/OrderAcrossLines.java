// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class OrderAcrossLines {
    static int state;

    static int next() {
        state = state + 1;
        return state;
    }

    static int pair(int first, int second) {
        return first * 10 + second;
    }

    static int broken() {
        return pair(
                next(),
                next()); // refused: another order
    }

    static int sum() {
        return next()
                + next(); // refused: another order
    }

    static int assignedAgain() {
        int first = 0;
        int second = 0;
        first = next();
        second = next(); // refused: another order
        return pair(first, second);
    }
}
