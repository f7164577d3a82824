// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class Catching {
    static int caught(int n) {
        try {
            return other(n);
        } catch (RuntimeException e) {
            return 0; // refused: try needs the runtime
        }
    }

    static int cleaned(int n) {
        int result = 0;
        try {
            result = other(n);
        } finally {
            other(0); // refused: try needs the runtime
        }
        return result;
    }

    static int other(int n) {
        return n;
    }
}
