// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** {@code <time.h>}. */
@Unmanaged
public final class Time {
    public static final int CLOCK_REALTIME = 0;
    public static final int CLOCK_MONOTONIC = 1;

    private Time() {}

    /** The system call: no symbol is bound for it. */
    public static long clock_gettime(int clock, Address time) {
        return syscall(SYS_clock_gettime(), clock, time);
    }

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, int clock, Address time);

    @NoSideEffects
    private static long SYS_clock_gettime() {
        return clockGettimeNumber();
    }

    @Import(name = "SYS_clock_gettime")
    @Include("sys/syscall.h")
    @Variable
    private static native long clockGettimeNumber();

    /** {@code struct timespec}, 16 bytes. */
    @Unmanaged
    public static class timespec extends Structure {
        public static final int SIZE = 16;
        public long tv_sec;
        public long tv_nsec;
    }
}
