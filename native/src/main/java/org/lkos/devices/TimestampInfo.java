// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.devices;

import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RAW_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SYS_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_HARDWARE;

import org.lkos.posix.LinuxEthtool;
import org.lkos.posix.LinuxEthtool.ethtool_ts_info;
import org.lkos.posix.LinuxNetTstamp;
import org.lkos.posix.LinuxSockios.ifreq;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** ETHTOOL_GET_TS_INFO: what a device can stamp. Its clock is left as it is: there is none to steer. */
@Unmanaged
final class TimestampInfo {
    private static final int ALL_HARDWARE = SOF_TIMESTAMPING_TX_HARDWARE
            | SOF_TIMESTAMPING_RX_HARDWARE
            | SOF_TIMESTAMPING_SYS_HARDWARE
            | SOF_TIMESTAMPING_RAW_HARDWARE;

    private static final int ALL_TX_TYPES = 1 << LinuxNetTstamp.HWTSTAMP_TX_OFF | 1 << LinuxNetTstamp.HWTSTAMP_TX_ON;

    /** Every filter but HWTSTAMP_FILTER_SOME, which only a driver answers with. */
    private static final int ALL_RX_FILTERS =
            (1 << LinuxNetTstamp.HWTSTAMP_FILTER_NTP_ALL + 1) - 1 & ~(1 << LinuxNetTstamp.HWTSTAMP_FILTER_SOME);

    private TimestampInfo() {}

    /** Whether a device can be configured so, given numbers that the kernel knows. */
    static boolean offers(int txType, int rxFilter) {
        boolean sends = (ALL_TX_TYPES >>> (txType & 31) & 1) != 0;
        boolean receives = (ALL_RX_FILTERS >>> (rxFilter & 31) & 1) != 0;
        return sends && receives;
    }

    /** After a successful SIOCETHTOOL, so that what the argument points to was read and written by the kernel. */
    static int complete(Address argument, int result) {
        ifreq request = argument.toStructure();
        ethtool_ts_info info = request.ifr_data.toStructure();
        boolean asked = info.cmd == LinuxEthtool.ETHTOOL_GET_TS_INFO;
        if (asked && (info.so_timestamping & SOF_TIMESTAMPING_RAW_HARDWARE) == 0) {
            info.so_timestamping |= ALL_HARDWARE;
            info.tx_types |= ALL_TX_TYPES;
            info.rx_filters |= ALL_RX_FILTERS;
        }
        return result;
    }
}
