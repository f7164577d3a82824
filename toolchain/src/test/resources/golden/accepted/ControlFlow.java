// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class ControlFlow {
    private ControlFlow() {}

    static int steps(int start) {
        int steps = 0;
        outer:
        for (int n = start; n != 1; steps++) {
            while (n % 2 == 0) {
                n /= 2;
                if (++steps > 1000) {
                    break outer;
                }
            }
            n = 3 * n + 1;
        }
        return steps;
    }

    static int choice(int kind) {
        int weight =
                switch (kind) {
                    case 1, 2 -> 10;
                    case 3 -> {
                        int half = kind / 2;
                        yield half;
                    }
                    default -> 0;
                };
        switch (weight) {
            case 10:
                return 1;
            default:
                return kind == 3 ? 2 : 3;
        }
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    static boolean within(int value, int low, int high) {
        return value >= low && value <= high || low == high;
    }
}
