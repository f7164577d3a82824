// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.machine;

import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;

/** What the compiler cannot know: which way a branch mostly goes. */
@Unmanaged
public final class Branches {
    private Branches() {}

    /** The condition, expected to be false: what it guards is laid out away from the straight path. */
    @NoSideEffects
    public static boolean unlikely(boolean condition) {
        long expected = builtinExpect(condition, 0);
        return expected != 0;
    }

    @Import(name = "__builtin_expect")
    private static native long builtinExpect(boolean condition, long expected);
}
