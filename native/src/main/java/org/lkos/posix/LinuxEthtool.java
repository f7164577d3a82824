// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <linux/ethtool.h>}. */
@Unmanaged
public final class LinuxEthtool {
    public static final int ETHTOOL_GET_TS_INFO = 0x41;

    private LinuxEthtool() {}

    /** {@code struct ethtool_ts_info}, 44 bytes. */
    @Unmanaged
    public static class ethtool_ts_info extends Structure {
        public int cmd;
        public int so_timestamping;
        public int phc_index;
        public int tx_types;
        public int tx_reserved0;
        public int tx_reserved1;
        public int tx_reserved2;
        public int rx_filters;
    }
}
