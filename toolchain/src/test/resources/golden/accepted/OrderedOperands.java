// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class OrderedOperands {
    private static int state;

    private OrderedOperands() {}

    static int next() {
        state = state + 1;
        return state;
    }

    static int pair(int first, int second) {
        return first * 10 + second;
    }

    static int locals() {
        int first = next();
        int second = next();
        return pair(first, second);
    }

    static int oneLocal() {
        int first = next();
        return pair(first, next());
    }

    static int oneEffect(int other) {
        return pair(other + 1, next());
    }

    static int nested() {
        return pair(pair(1, next()), 2);
    }

    static boolean logical() {
        return next() == 1 && next() == 2 || next() == 3;
    }

    static int chosen() {
        return next() > 1 ? next() : -next();
    }

    static int reads(Address memory) {
        return memory.getInt() + memory.add(4).getInt() + state;
    }

    static int pureCallee(int value) {
        return pair(value, 1) + next();
    }

    static void stores(Address memory) {
        memory.putInt(memory.getInt() + 1);
        memory.add(8).putInt(next());
        state += 2;
    }

    static int storedFirst() {
        return pair(state = 5, next());
    }

    static int increments() {
        int id = state++;
        ++state;
        return state--;
    }

    static int assignedInBranches(boolean asked) {
        int value;
        if (asked) {
            value = next();
        } else {
            value = -next();
        }
        return pair(value, next());
    }

    static int assignedInLoop(int turns) {
        int last = 0;
        for (int i = 0; i < turns; i++) {
            last = next();
        }
        return pair(last, next());
    }
}
