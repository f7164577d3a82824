// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <linux/errqueue.h>}. */
@Unmanaged
public final class LinuxErrqueue {
    private static final int SOL_IP = 0;
    private static final int IP_RECVERR = 11;
    private static final int SOL_IPV6 = 41;
    private static final int IPV6_RECVERR = 25;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_TX_TIMESTAMP = 16;

    /** In {@code ee_info}: the moment at which a message was handed to the device. */
    public static final int SCM_TSTAMP_SND = 0;

    /** In {@code ee_info}: the moment at which a message came to the queue before the device. */
    public static final int SCM_TSTAMP_SCHED = 1;

    private LinuxErrqueue() {}

    /** Whether a control message carries a {@link sock_extended_err}. */
    public static boolean isExtendedError(int level, int type) {
        return level == SOL_IP && type == IP_RECVERR
                || level == SOL_IPV6 && type == IPV6_RECVERR
                || level == SOL_PACKET && type == PACKET_TX_TIMESTAMP;
    }

    /** {@code struct sock_extended_err}, 16 bytes. */
    @Unmanaged
    public static class sock_extended_err extends Structure {
        public static final int SIZE = 16;
        public int ee_errno;
        public byte ee_origin;
        public byte ee_type;
        public byte ee_code;
        public byte ee_pad;
        public int ee_info;
        public int ee_data;
    }
}
