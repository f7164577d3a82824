// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

/** The bits of {@code <linux/net_tstamp.h>} that the requests of these tests are made of. */
final class TimestampFlags {
    static final int TX_HARDWARE = 1;
    static final int TX_SOFTWARE = 1 << 1;
    static final int RX_HARDWARE = 1 << 2;
    static final int RX_SOFTWARE = 1 << 3;
    static final int SOFTWARE = 1 << 4;
    static final int SYS_HARDWARE = 1 << 5;
    static final int RAW_HARDWARE = 1 << 6;
    static final int OPT_ID = 1 << 7;
    static final int TX_SCHED = 1 << 8;
    static final int TX_ACK = 1 << 9;
    static final int OPT_CMSG = 1 << 10;
    static final int OPT_TSONLY = 1 << 11;
    static final int OPT_STATS = 1 << 12;
    static final int OPT_PKTINFO = 1 << 13;
    static final int OPT_TX_SWHW = 1 << 14;
    static final int OPT_ID_TCP = 1 << 16;
    static final int OPT_RX_FILTER = 1 << 17;
    static final int TX_COMPLETION = 1 << 18;

    static final int SO_TIMESTAMPING = 37;
    static final int SO_TIMESTAMPING_NEW = 65;

    private TimestampFlags() {}

    /** Whether stamps are to be made, and shown, that only hardware makes. */
    static boolean wantsHardware(int flags) {
        return (flags & (TX_HARDWARE | RX_HARDWARE)) != 0 && (flags & (SYS_HARDWARE | RAW_HARDWARE)) != 0;
    }

    static String hex(int flags) {
        return "0x" + Integer.toHexString(flags);
    }
}
