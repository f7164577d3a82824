// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import static org.lkos.onload.OnloadExtensionsTimestamping.SO_TIMESTAMPING_OOEXT;
import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_PEEK_OFF;
import static org.lkos.posix.SysSocket.SO_RCVLOWAT;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPNS_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPNS_OLD;
import static org.lkos.posix.SysSocket.SO_TIMESTAMP_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMP_OLD;

import org.lkos.next.NextSockets;
import org.lkos.timestamping.StampSource;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Unmanaged;

/**
 * The socket options that have to do with timestamps, told apart from most others by one comparison: each option number
 * below the lowest of ours goes straight on.
 */
@Unmanaged
public final class TimestampOptions {
    private TimestampOptions() {}

    public static boolean isWatchedToSet(int optname) {
        return Integer.compareUnsigned(optname, SO_TIMESTAMP_OLD) >= 0;
    }

    public static boolean isWatchedToGet(int optname) {
        return Integer.compareUnsigned(optname, SO_RCVLOWAT) >= 0;
    }

    /** As {@code setsockopt}, errno included. */
    @Export(name = "entry_set_timestamp_option")
    public static int set(int fd, int level, int optname, Address optval, int optlen) {
        if (level == SOL_SOCKET && !StampSource.isDeviceAlone()) {
            switch (optname) {
                case SO_TIMESTAMPING_OLD:
                case SO_TIMESTAMPING_NEW:
                    return TimestampingOption.set(fd, optname, optval, optlen);
                case SO_TIMESTAMP_OLD:
                case SO_TIMESTAMP_NEW:
                case SO_TIMESTAMPNS_OLD:
                case SO_TIMESTAMPNS_NEW:
                    return ReceiveTimeOption.set(fd, optname, optval, optlen);
                case SO_TIMESTAMPING_OOEXT:
                    return DialectOptions.setRecords(fd, optval, optlen);
                case SO_PEEK_OFF:
                    return LabelledOption.setPeekOffset(fd, optval, optlen);
                default:
                    break;
            }
        }
        return NextSockets.setsockopt(fd, level, optname, optval, optlen);
    }

    /** As {@code getsockopt}, errno included. */
    @Export(name = "entry_get_timestamp_option")
    public static int get(int fd, int level, int optname, Address optval, Address optlen) {
        if (level == SOL_SOCKET) {
            switch (optname) {
                case SO_TIMESTAMPING_OLD:
                case SO_TIMESTAMPING_NEW:
                    return TimestampingOption.get(fd, optname, optval, optlen);
                case SO_TIMESTAMP_OLD:
                case SO_TIMESTAMP_NEW:
                case SO_TIMESTAMPNS_OLD:
                case SO_TIMESTAMPNS_NEW:
                    return ReceiveTimeOption.get(fd, optname, optval, optlen);
                case SO_TIMESTAMPING_OOEXT:
                    return DialectOptions.getRecords(fd, optval, optlen);
                case SO_PEEK_OFF:
                case SO_RCVLOWAT:
                    return LabelledOption.get(fd, optname, optval, optlen);
                default:
                    break;
            }
        }
        return NextSockets.getsockopt(fd, level, optname, optval, optlen);
    }
}
