// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.onload;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <onload/extensions_timestamping.h>}. */
@Unmanaged
public final class OnloadExtensionsTimestamping {
    public static final int ONLOAD_TIMESTAMPING_FLAG_TX_NIC = 0x1;
    public static final int ONLOAD_TIMESTAMPING_FLAG_RX_NIC = 0x2;
    public static final int ONLOAD_TIMESTAMPING_FLAG_RX_CPACKET = 0x4;

    /** SOF_TIMESTAMPING_OPT_PKTINFO, which {@code onload_timestamping_request} takes as well; no name of Onload's. */
    public static final int PKTINFO = 0x2000;

    public static final int ONLOAD_TS_FLAG_CLOCK_SET = 0x1;
    public static final int ONLOAD_TS_FLAG_CLOCK_IN_SYNC = 0x2;
    public static final int ONLOAD_TS_FLAG_ACCEPTABLE = 0x80;

    public static final int SO_TIMESTAMPING_OOEXT = 0xf5300;
    public static final int SOF_TIMESTAMPING_OOEXT_TRAILER = 1 << 31;

    private OnloadExtensionsTimestamping() {}

    /** {@code struct onload_timestamp}, 16 bytes: {@code nsec_frac} is the low 24 bits at 12, {@code flags} byte 15. */
    @Unmanaged
    public static class onload_timestamp extends Structure {
        public static final int SIZE = 16;
        public long sec;
        public int nsec;
        public int nsec_frac_flags;
    }

    /** {@code struct scm_timestamping_ooext}, 24 bytes. */
    @Unmanaged
    public static class scm_timestamping_ooext extends Structure {
        public static final int SIZE = 24;
        public int type;
        public int padding;
        public long sec;
        public int nsec;
        public int nsec_frac_flags;
    }
}
