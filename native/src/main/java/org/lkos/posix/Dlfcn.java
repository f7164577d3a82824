// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** {@code <dlfcn.h>}. Its functions are weak references of ours: static programs have none of them. */
@Unmanaged
@Include("dlfcn.h")
public final class Dlfcn {
    private Dlfcn() {}

    public static boolean isThere() {
        return dlsymAddress() != null;
    }

    @Import(name = "dlsym")
    public static native Address dlsym(Address handle, Address name);

    @NoSideEffects
    public static Address RTLD_DEFAULT() {
        return rtldDefault();
    }

    @NoSideEffects
    public static Address RTLD_NEXT() {
        return rtldNext();
    }

    @NoSideEffects
    private static Address dlsymAddress() {
        return dlsymVariable();
    }

    @Import(name = "dlsym")
    @Variable
    private static native Address dlsymVariable();

    @Import(name = "RTLD_DEFAULT")
    @Variable
    private static native Address rtldDefault();

    @Import(name = "RTLD_NEXT")
    @Variable
    private static native Address rtldNext();
}
