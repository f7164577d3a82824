// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Function;

abstract class FunctionWithCode extends Function {
    abstract int call(int n);

    int twice(int n) {
        return call(n); // refused: one abstract method
    }

    static int none() {
        return 0; // refused: one abstract method
    }
}
