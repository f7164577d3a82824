// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** {@code <errno.h>}. */
@Unmanaged
@Include("errno.h")
public final class Errno {
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int E2BIG = 7;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EFAULT = 14;
    public static final int EBUSY = 16;
    public static final int EINVAL = 22;
    public static final int ENOTTY = 25;
    public static final int ENOSPC = 28;
    public static final int EPIPE = 32;
    public static final int ERANGE = 34;
    public static final int ENAMETOOLONG = 36;
    public static final int ENOSYS = 38;
    public static final int ENOTSOCK = 88;
    public static final int EMSGSIZE = 90;
    public static final int ENOPROTOOPT = 92;
    public static final int ESOCKTNOSUPPORT = 94;
    public static final int EOPNOTSUPP = 95;
    public static final int ENOBUFS = 105;
    public static final int EISCONN = 106;
    public static final int ENOTCONN = 107;
    public static final int EINPROGRESS = 115;

    private Errno() {}

    public static int get() {
        return location().getInt();
    }

    public static void set(int value) {
        location().putInt(value);
    }

    /** C's way to fail: stores {@code error} in errno and returns -1. */
    public static int fail(int error) {
        set(error);
        return -1;
    }

    /** A result of ours as C has it: 0 or more as it is, a negative errno as -1 with errno set. */
    public static int result(int status) {
        return status < 0 ? fail(-status) : status;
    }

    @Import(name = "__errno_location")
    private static native Address location();
}
