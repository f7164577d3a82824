// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.onload;

import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <onload/extensions_zc.h>}. */
@Unmanaged
public final class OnloadExtensionsZc {
    public static final int ONLOAD_ZC_BUFFER_HDR_UDP = 0x1;
    public static final int ONLOAD_ZC_BUFFER_HDR_TCP = 0x2;

    private OnloadExtensionsZc() {}

    /** {@code struct onload_zc_iovec}, 32 bytes: {@code iov_flags} is the high 16 bits of the word at 8, 0. */
    @Unmanaged
    public static class onload_zc_iovec extends Structure {
        public static final int SIZE = 32;
        public Address iov_base;
        public long iov_len;
        public Address buf;
        public Address unused;
    }
}
