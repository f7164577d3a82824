// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.emulation;

import org.lkos.machine.Bytes;
import org.lkos.posix.Stdlib;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The mode: {@code LKOS_EMULATE=1} makes Onload's calls answer as if sockets were accelerated. In libonload_ext it does
 * not: where nothing is preloaded, nobody would see to the rest.
 */
@Unmanaged
@StaticInit
public final class Emulation {
    private static final int UNREAD = 0;
    private static final int OFF = 1;
    private static final int ON = 2;

    private static int mode;

    private Emulation() {}

    /** Reads the environment once; a program with more rights than its caller takes no orders from it. */
    public static boolean isOn() {
        if (mode == UNREAD) {
            mode = isPreloadable() && isAskedFor() ? ON : OFF;
        }
        return mode == ON;
    }

    /** Whether this is the library that is there for nothing else. */
    public static boolean isEmulatingLibrary() {
        int emulating = emulating();
        return emulating != 0;
    }

    private static boolean isAskedFor() {
        Address value = Stdlib.secure_getenv(variableName());
        return value != null && Bytes.areSameText(value, onText());
    }

    private static boolean isPreloadable() {
        int preloadable = preloadable();
        return preloadable != 0;
    }

    @Import(name = "lkos_emulating")
    @Variable
    private static native int emulating();

    @Import(name = "lkos_preloadable")
    @Variable
    private static native int preloadable();

    @Import(name = "\"LKOS_EMULATE\"")
    @Variable
    private static native Address variableName();

    @Import(name = "\"1\"")
    @Variable
    private static native Address onText();
}
