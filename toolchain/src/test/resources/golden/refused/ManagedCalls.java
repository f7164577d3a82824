// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class ManagedCalls {
    static int smaller(int a, int b) {
        return Math.min(a, b); // refused: java.lang.Math.min is managed code
    }

    static int bits(int n) {
        return Integer.bitCount(n); // refused: java.lang.Integer.bitCount is managed code
    }

    static int unmarked(int n) {
        return Unmarked.same(n); // refused: is managed code
    }

    static long distance(Address from, Address to) {
        return to.diff(from); // refused: Address.diff needs the runtime
    }

    static boolean isUnset(Handler handler) {
        return Function.isNull(handler); // refused: is managed code
    }

    static final class Unmarked { // refused: is not @Unmanaged
        static int same(int n) {
            return n;
        }
    }

    abstract static class Handler extends Function {
        abstract void call();
    }
}
