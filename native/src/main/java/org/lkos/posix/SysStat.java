// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <sys/stat.h>}. */
@Unmanaged
public final class SysStat {
    private SysStat() {}

    /** The first two fields of {@code struct stat}, the same on x86-64 and aarch64. */
    @Unmanaged
    public static class stat extends Structure {
        /** Room for the whole of C's struct: 144 bytes on x86-64, 128 on aarch64. */
        public static final int SIZE = 144;

        public long st_dev;
        public long st_ino;
    }
}
