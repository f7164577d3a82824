// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

@Unmanaged
@Include("unistd.h")
final class OrderThroughPointers {
    static Pair pair;

    static int rebind(int n) {
        pair = null;
        return n;
    }

    static int called() {
        return pair.call(1, rebind(2)); // refused: another order
    }

    static int twice(Pair given) {
        return given.call(1, 2) + given.call(3, 4); // refused: another order
    }

    static int imported() {
        int sum = same(getpid()) + same(getpid()); // refused: another order
        return sum;
    }

    static int same(int n) {
        return n;
    }

    @Import(name = "getpid")
    static native int getpid();

    abstract static class Pair extends Function {
        abstract int call(int first, int second);
    }
}
