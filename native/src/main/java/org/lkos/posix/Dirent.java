// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** {@code <dirent.h>}, as the kernel has it. */
@Unmanaged
public final class Dirent {
    private Dirent() {}

    /** The bytes of entries at {@code entries}, 0 at the end, -1 with errno set. */
    public static long getdents64(int fd, Address entries, long size) {
        return syscall(SYS_getdents64(), fd, entries, size);
    }

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, int fd, Address entries, long size);

    @NoSideEffects
    private static long SYS_getdents64() {
        return getdents64Number();
    }

    @Import(name = "SYS_getdents64")
    @Include("sys/syscall.h")
    @Variable
    private static native long getdents64Number();

    /** {@code struct dirent64}: its length is {@code d_reclen}, and the name begins at {@link #NAME}. */
    @Unmanaged
    public static class dirent64 extends Structure {
        public static final int NAME = 19;
        public long d_ino;
        public long d_off;
        public short d_reclen;
        public byte d_type;
    }
}
