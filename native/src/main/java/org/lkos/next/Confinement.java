// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Whether a seccomp filter may be in force: one that allows what the application calls may kill for anything else. From
 * then on a call of the application's is followed by no system call of another kind.
 */
@Unmanaged
@StaticInit
public final class Confinement {
    private static boolean begun;

    private Confinement() {}

    public static void begin() {
        begun = true;
    }

    public static boolean isBegun() {
        return begun;
    }
}
