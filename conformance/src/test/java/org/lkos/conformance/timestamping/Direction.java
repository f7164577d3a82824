// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.lkos.conformance.timestamping.TimestampFlags.OPT_RX_FILTER;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;

/** The way a packet goes, and which of its three stamps a request entitles the application to. */
enum Direction {
    RECEIVE(RX_HARDWARE, RX_SOFTWARE),
    TRANSMIT(TX_HARDWARE, TX_SOFTWARE);

    private static final int HARDWARE = TX_HARDWARE | RX_HARDWARE | SYS_HARDWARE | RAW_HARDWARE;

    private final int hardware;
    private final int software;

    Direction(int hardware, int software) {
        this.hardware = hardware;
        this.software = software;
    }

    /** Whether packets that go this way are to carry a stamp that only hardware makes. */
    boolean isInHardware(int flags) {
        return TimestampFlags.wantsHardware(flags) && (flags & hardware) != 0;
    }

    /** The software request after which the bare kernel delivers messages of the same shape. */
    int softwareTwin(int flags) {
        return isInHardware(flags) ? flags & ~HARDWARE | software | SOFTWARE : flags;
    }

    /** A pattern for the stamps of one message that goes this way. */
    String stamps(int flags) {
        boolean recorded = (flags & hardware) != 0;
        return softwareStamp(flags)
                + " " + state(recorded && (flags & SYS_HARDWARE) != 0)
                + " " + state(recorded && (flags & RAW_HARDWARE) != 0);
    }

    /**
     * Whoever asked for software reports but recorded none may see a software stamp or not: on a real device that
     * depends on its neighbours, unless it wants none of theirs.
     */
    private String softwareStamp(int flags) {
        boolean recorded = (flags & software) != 0;
        boolean filtered = this == RECEIVE && (flags & OPT_RX_FILTER) != 0;
        boolean undecided = (flags & SOFTWARE) != 0 && !recorded && !filtered;
        return undecided ? "(set|zero)" : state((flags & SOFTWARE) != 0 && recorded);
    }

    private static String state(boolean set) {
        return set ? "set" : "zero";
    }
}
