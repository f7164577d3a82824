// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.posix.Dlfcn;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/**
 * How the real functions are found. Each is called through a cell that starts out with a function of ours, which binds
 * them all and calls again; so a call that comes before our constructor finds them too, and none pays for a check. A
 * libc that lacks one gives {@code ENOSYS} for that call and keeps the rest.
 */
@Unmanaged
public final class NextSymbol {
    private NextSymbol() {}

    /** Safe to run twice, or in two threads at once: each finds the same functions. */
    public static void bindAll() {
        int savedErrno = Errno.get();
        NextSockets.bind();
        NextDescriptors.bind();
        NextProcess.bind();
        Errno.set(savedErrno);
    }

    static Address find(Address name) {
        Address found = Dlfcn.dlsym(Dlfcn.RTLD_NEXT(), name);
        if (found == null) {
            Dlfcn.forgetError();
            return asAddress(Function.get(Missing.class, NextSymbol.class, "missing"));
        }
        return found;
    }

    static long missing() {
        return Errno.fail(Errno.ENOSYS);
    }

    @Import(name = "")
    private static native Address asAddress(Missing function);

    abstract static class Missing extends Function {
        abstract long call();
    }
}
