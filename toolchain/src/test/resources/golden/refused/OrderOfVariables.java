// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

@Unmanaged
@Include("errno.h")
final class OrderOfVariables {
    static int state;

    @Import(name = "EINTR")
    @Variable
    static native int interrupted();

    @NoSideEffects
    @Import(name = "EAGAIN")
    @Variable
    static native int again();

    static int next() {
        state = state + 1;
        return state;
    }

    static int both() {
        return interrupted() | again(); // refused: another order
    }

    static int changing() {
        return interrupted() + next(); // refused: another order
    }

    static int inside() {
        return same(again()) + again(); // refused: another order
    }

    static int same(int value) {
        return value;
    }
}
