// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** {@code <dlfcn.h>}. */
@Unmanaged
@Include("dlfcn.h")
public final class Dlfcn {
    private Dlfcn() {}

    @NoSideEffects
    public static Address RTLD_NEXT() {
        return rtldNext();
    }

    @Import(name = "dlsym")
    public static native Address dlsym(Address handle, Address symbol);

    @Import(name = "dlerror")
    public static native Address dlerror();

    @Import(name = "RTLD_NEXT")
    @Variable
    private static native Address rtldNext();
}
