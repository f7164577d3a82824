// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Unmanaged;

/** {@code <signal.h>}, with signal sets as the kernel has them: 64 bits. */
@Unmanaged
public final class Signal {
    public static final int SIGPIPE = 13;
    public static final int SIGTTOU = 22;
    public static final int SIGXFSZ = 25;
    public static final int SIG_BLOCK = 0;
    public static final int SIG_SETMASK = 2;

    /** The kernel's {@code sizeof(sigset_t)}. */
    public static final int SIGSET_SIZE = 8;

    private Signal() {}
}
