// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <sys/uio.h>}. */
@Unmanaged
public final class SysUio {
    /** How many pieces a call takes. */
    public static final int UIO_MAXIOV = 1024;

    private SysUio() {}

    /** {@code struct iovec}, 16 bytes. */
    @Unmanaged
    public static class iovec extends Structure {
        public static final int SIZE = 16;
        public Address iov_base;
        public long iov_len;
    }
}
