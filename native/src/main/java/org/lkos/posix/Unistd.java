// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** {@code <unistd.h>}. */
@Unmanaged
@Include("unistd.h")
public final class Unistd {
    public static final int STDERR_FILENO = 2;

    private Unistd() {}

    @Import(name = "write")
    public static native long write(int fd, Address data, long size);
}
