// SPDX-License-Identifier: GPL-2.0-only
package golden.executed;

import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

@Unmanaged
@StaticInit
public final class Main {
    private static int state;

    private Main() {}

    private static int next() {
        state = state + 1;
        return state;
    }

    private static int digits(int hundreds, int tens, int ones) {
        return hundreds * 100 + tens * 10 + ones;
    }

    @Export(name = "unordered")
    public static int unordered() {
        state = 0;
        return digits(next(), next(), next()); // refused: another order
    }

    @Export(name = "ordered")
    public static int ordered() {
        state = 0;
        int hundreds = next();
        int tens = next();
        return digits(hundreds, tens, next());
    }

    @Export(name = "increments")
    public static int increments() {
        state = 0;
        int hundreds = state++;
        int tens = ++state;
        return digits(hundreds, tens, state++ == 2 ? state : 0);
    }

    @Export(name = "choices")
    public static int choices() {
        state = 0;
        boolean both = next() == 1 && next() == 2 || next() == 9;
        int tens = both ? next() : -next();
        return digits(both ? 1 : 0, tens, next());
    }
}
