// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Unmanaged;

/** {@code <sys/prctl.h>}. */
@Unmanaged
public final class SysPrctl {
    public static final int PR_SET_SECCOMP = 22;

    private SysPrctl() {}
}
