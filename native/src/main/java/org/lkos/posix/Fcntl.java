// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Unmanaged;

/** {@code <fcntl.h>}. */
@Unmanaged
public final class Fcntl {
    public static final int AT_FDCWD = -100;
    public static final int O_RDONLY = 0;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;
    public static final int F_DUPFD = 0;
    public static final int F_GETFL = 3;
    public static final int F_DUPFD_CLOEXEC = 1030;

    private Fcntl() {}

    /** Whether {@code fcntl} returns a new descriptor for the command. */
    public static boolean makesDescriptor(int command) {
        return command == F_DUPFD || command == F_DUPFD_CLOEXEC;
    }
}
