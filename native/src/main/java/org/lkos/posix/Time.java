// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <time.h>}. */
@Unmanaged
public final class Time {
    private Time() {}

    /** {@code struct timespec}, 16 bytes. */
    @Unmanaged
    public static class timespec extends Structure {
        public static final int SIZE = 16;
        public long tv_sec;
        public long tv_nsec;
    }
}
