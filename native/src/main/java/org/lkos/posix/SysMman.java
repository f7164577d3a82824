// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** {@code <sys/mman.h>}. */
@Unmanaged
public final class SysMman {
    public static final int PROT_NONE = 0;
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int MAP_SHARED = 1;
    public static final int MAP_PRIVATE = 2;
    public static final int MAP_FIXED = 0x10;
    public static final int MAP_ANONYMOUS = 0x20;
    public static final int MAP_NORESERVE = 0x4000;
    public static final int MADV_DONTNEED = 4;
    public static final int MADV_NOHUGEPAGE = 15;

    private SysMman() {}

    /** The largest page that kernels of this architecture have; no name of C's. */
    @NoSideEffects
    public static int LARGEST_PAGE() {
        return largestPage();
    }

    /** The system call, for what a descriptor has at its beginning, anywhere; -1 on failure. */
    public static long mmap(long size, int protection, int flags, int fd) {
        return syscall(SYS_mmap(), 0, size, protection, flags, fd, 0);
    }

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, long at, long size, int protection, int flags, int fd, long offset);

    @NoSideEffects
    private static long SYS_mmap() {
        return mmapNumber();
    }

    @Import(name = "SYS_mmap")
    @Include("sys/syscall.h")
    @Variable
    private static native long mmapNumber();

    @Import(name = "LKOS_PAGE")
    @Variable
    private static native int largestPage();
}
