// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.buffers;

import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/** All buffers are taken: some room above may know of some that nobody can use any more. */
@Unmanaged
@StaticInit
public final class Shortage {
    /** After a relief that found nothing, so many shortages have none: to look costs more than to fail. */
    private static final int PAUSE = 64;

    private static Relief relief;
    private static int pause;

    private Shortage() {}

    static void relieveBy(Relief function) {
        if (relief == null) {
            relief = function;
        }
    }

    static boolean isRelieved() {
        if (relief == null) {
            return false;
        }
        if (pause > 0) {
            pause--;
            return false;
        }
        int given = relief.call();
        pause = given == 0 ? PAUSE : 0;
        return given != 0;
    }

    /** Gives buffers back: how many. */
    public abstract static class Relief extends Function {
        public abstract int call();
    }
}
