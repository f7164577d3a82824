// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class StaticInitialisers {
    static int start = 42; // refused: a static initialiser is never run
    static final Address FAILED = Address.fromLong(-1); // refused: a static initialiser is never run
    static final int CONSTANT = 7;
    static int zero;

    static {
        zero = CONSTANT; // refused: a static initialiser is never run
        start(); // refused: a static initialiser is never run
    }

    static void start() {}
}
