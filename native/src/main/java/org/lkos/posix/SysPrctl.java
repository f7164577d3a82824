// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Unmanaged;

/** {@code <sys/prctl.h>}. */
@Unmanaged
public final class SysPrctl {
    public static final int PR_SET_SECCOMP = 22;
    public static final int PR_SET_NO_NEW_PRIVS = 38;

    private SysPrctl() {}

    /** Whether the option installs a system call filter or is what every unprivileged process does before that. */
    public static boolean confines(int option) {
        return option == PR_SET_SECCOMP || option == PR_SET_NO_NEW_PRIVS;
    }
}
