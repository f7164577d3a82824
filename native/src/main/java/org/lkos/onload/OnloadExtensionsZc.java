// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.onload;

import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <onload/extensions_zc.h>}. */
@Unmanaged
public final class OnloadExtensionsZc {
    public static final int ONLOAD_ZC_TERMINATE = 0x1;
    public static final int ONLOAD_ZC_KEEP = 0x2;
    public static final int ONLOAD_ZC_MSG_SHARED = 0x1;
    public static final int ONLOAD_ZC_END_OF_BURST = 0x2;
    public static final int ONLOAD_MSG_RECV_OS_INLINE = 0x40000000;
    public static final int ONLOAD_ZC_RECV_FLAGS_MASK = 0x40000040;

    public static final int ONLOAD_ZC_BUFFER_HDR_UDP = 0x1;
    public static final int ONLOAD_ZC_BUFFER_HDR_TCP = 0x2;
    public static final int ONLOAD_MSG_WARM = 0x400;
    public static final int ONLOAD_ZC_SEND_FLAGS_MASK = 0xc440;
    public static final int ONLOAD_TEMPLATE_FLAGS_SEND_NOW = 0x1;
    public static final int ONLOAD_TEMPLATE_FLAGS_PIO_RETRY = 0x2;
    public static final int ONLOAD_TEMPLATE_FLAGS_DONTWAIT = 0x40;
    public static final long ONLOAD_ZC_HANDLE_NONZC = -1;

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

    /** {@code onload_zc_recv_callback}. */
    public abstract static class onload_zc_recv_callback extends Function {
        public abstract int call(Address args, int flags);
    }

    /** {@code struct onload_zc_msg}, 64 bytes: {@code iov} and a {@code struct msghdr}. */
    @Unmanaged
    public static class onload_zc_msg extends Structure {
        public static final int SIZE = 64;
        public Address iov;
        public Address msg_name;
        public int msg_namelen;
        public int pad0;
        public Address msg_iov;
        public long msg_iovlen;
        public Address msg_control;
        public long msg_controllen;
        public int msg_flags;
        public int pad1;
    }

    /** {@code struct onload_zc_recv_args}, 88 bytes: an {@code onload_zc_msg} and more. */
    @Unmanaged
    public static class onload_zc_recv_args extends onload_zc_msg {
        public static final int SIZE = 88;
        public Address cb;
        public Address user_ptr;
        public int flags;
        public int pad2;
    }

    /** {@code struct onload_zc_mmsg}, 72 bytes: an {@code onload_zc_msg} and two ints. */
    @Unmanaged
    public static class onload_zc_mmsg extends onload_zc_msg {
        public static final int SIZE = 72;
        public int rc;
        public int fd;
    }

    /** {@code struct onload_template_msg_update_iovec}, 32 bytes. */
    @Unmanaged
    public static class onload_template_msg_update_iovec extends Structure {
        public static final int SIZE = 32;
        public Address otmu_base;
        public long otmu_len;
        public long otmu_offset;
        public int otmu_flags;
        public int pad0;
    }
}
