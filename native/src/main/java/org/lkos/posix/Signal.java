// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** {@code <signal.h>}. */
@Unmanaged
@Include("signal.h")
public final class Signal {
    public static final int SIGPIPE = 13;
    public static final int SIG_BLOCK = 0;
    public static final int SIG_SETMASK = 2;

    /** {@code sizeof(sigset_t)}. */
    public static final int SIGSET_SIZE = 128;

    private Signal() {}

    @Import(name = "sigemptyset")
    public static native int sigemptyset(Address set);

    @Import(name = "sigaddset")
    public static native int sigaddset(Address set, int signal);

    @Import(name = "sigismember")
    public static native int sigismember(Address set, int signal);

    @Import(name = "sigpending")
    public static native int sigpending(Address set);

    @Import(name = "pthread_sigmask")
    public static native int pthread_sigmask(int how, Address set, Address previous);

    @Import(name = "sigtimedwait")
    public static native int sigtimedwait(Address set, Address info, Address timeout);
}
