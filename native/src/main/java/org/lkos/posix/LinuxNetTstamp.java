// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <linux/net_tstamp.h>}. */
@Unmanaged
public final class LinuxNetTstamp {
    public static final int SOF_TIMESTAMPING_TX_HARDWARE = 1;
    public static final int SOF_TIMESTAMPING_TX_SOFTWARE = 1 << 1;
    public static final int SOF_TIMESTAMPING_RX_HARDWARE = 1 << 2;
    public static final int SOF_TIMESTAMPING_RX_SOFTWARE = 1 << 3;
    public static final int SOF_TIMESTAMPING_SOFTWARE = 1 << 4;
    public static final int SOF_TIMESTAMPING_SYS_HARDWARE = 1 << 5;
    public static final int SOF_TIMESTAMPING_RAW_HARDWARE = 1 << 6;

    public static final int SOF_TIMESTAMPING_OPT_ID = 1 << 7;
    public static final int SOF_TIMESTAMPING_TX_SCHED = 1 << 8;
    public static final int SOF_TIMESTAMPING_TX_ACK = 1 << 9;
    public static final int SOF_TIMESTAMPING_OPT_TSONLY = 1 << 11;
    public static final int SOF_TIMESTAMPING_OPT_ID_TCP = 1 << 16;
    public static final int SOF_TIMESTAMPING_OPT_RX_FILTER = 1 << 17;
    public static final int SOF_TIMESTAMPING_TX_COMPLETION = 1 << 18;

    /** Bits 0 to 18, all that kernels know; no name of C's. */
    public static final int SOF_TIMESTAMPING_ALL = (1 << 19) - 1;

    public static final int HWTSTAMP_TX_OFF = 0;
    public static final int HWTSTAMP_TX_ON = 1;
    public static final int HWTSTAMP_FILTER_SOME = 2;
    public static final int HWTSTAMP_FILTER_NTP_ALL = 15;

    private LinuxNetTstamp() {}

    /** {@code struct hwtstamp_config}, 12 bytes. */
    @Unmanaged
    public static class hwtstamp_config extends Structure {
        public static final int SIZE = 12;
        public int flags;
        public int tx_type;
        public int rx_filter;
    }
}
