// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Function;
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

    /** After a failed {@link #dlsym}: the application must not find our failure when it asks for its own. */
    public static void forgetError() {
        Dlerror dlerror = asDlerror(dlsym(RTLD_NEXT(), dlerrorName()));
        if (dlerror != null) {
            Address text = dlerror.call();
        }
    }

    @Import(name = "\"dlerror\"")
    @Variable
    private static native Address dlerrorName();

    @Import(name = "")
    private static native Dlerror asDlerror(Address symbol);

    @Import(name = "RTLD_NEXT")
    @Variable
    private static native Address rtldNext();

    abstract static class Dlerror extends Function {
        abstract Address call();
    }
}
