// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** {@code <sys/mman.h>}. */
@Unmanaged
@Include("sys/mman.h")
public final class SysMman {
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int MAP_SHARED = 1;
    public static final int MAP_ANONYMOUS = 0x20;
    public static final long MAP_FAILED = -1;

    private SysMman() {}

    @Import(name = "mmap")
    public static native Address mmap(Address at, long size, int protection, int flags, int fd, long offset);
}
