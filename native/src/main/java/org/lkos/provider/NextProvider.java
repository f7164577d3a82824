// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.provider;

import org.lkos.posix.Dlfcn;
import org.lkos.posix.Unistd;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The next object that has a function, for libonload_ext.a: the preloaded library, of LKOS or of Onload, stands behind
 * the program that the archive is part of. A static program has no dynamic linker to ask, so it has no provider.
 */
@Unmanaged
@StaticInit
public final class NextProvider {
    /** The version of the API that the archive has been compiled with. */
    private static final int MAJOR = 1;

    private static final int MINOR = 2;

    private static boolean complained;

    private NextProvider() {}

    /** Its function of this name; null if there is none, or none that is called as ours are. */
    @Export(name = "entry_next_function")
    static Address function(Address name) {
        if (!Dlfcn.isThere() || !isCompatible()) {
            return Address.fromLong(0);
        }
        return Dlfcn.dlsym(Dlfcn.RTLD_NEXT(), name);
    }

    /** Whether the provider's version, {@code unsigned[3]}, includes ours. One that does not say its version does. */
    private static boolean isCompatible() {
        Address version = Dlfcn.dlsym(Dlfcn.RTLD_DEFAULT(), versionName());
        if (version == null || version.getInt() == MAJOR && version.add(4).getInt() >= MINOR) {
            return true;
        }
        complain();
        return false;
    }

    private static void complain() {
        if (!complained) {
            complained = true;
            Address text = complaint();
            long written = Unistd.write(Unistd.STDERR_FILENO, text, length(text));
        }
    }

    private static long length(Address text) {
        long length = 0;
        while (text.add(length).getByte() != 0) {
            length++;
        }
        return length;
    }

    @NoSideEffects
    private static Address versionName() {
        return versionNameLiteral();
    }

    @NoSideEffects
    private static Address complaint() {
        return complaintLiteral();
    }

    @Import(name = "\"onload_lib_ext_version\"")
    @Variable
    private static native Address versionNameLiteral();

    @Import(
            name =
                    "\"libonload_ext: ERROR: Onload's library here is not of version 1.2: its functions are not used\\n\"")
    @Variable
    private static native Address complaintLiteral();
}
