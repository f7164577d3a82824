// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Unmanaged;

/** {@code <linux/futex.h>}. */
@Unmanaged
public final class LinuxFutex {
    public static final int FUTEX_CMP_REQUEUE = 4;
    public static final int FUTEX_WAKE_OP = 5;
    public static final int FUTEX_PRIVATE_FLAG = 128;

    /** {@code FUTEX_OP(FUTEX_OP_ADD, 0, FUTEX_OP_CMP_EQ, 0)}: adds nothing. */
    public static final int FUTEX_OP_ADD_NOTHING = 1 << 28;

    private LinuxFutex() {}
}
