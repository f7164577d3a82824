// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;

/** The way a packet goes, and which of its three stamps a request entitles the application to. */
enum Direction {
    RECEIVE(RX_HARDWARE, RX_SOFTWARE, "receive_stamps"),
    TRANSMIT(TX_HARDWARE, TX_SOFTWARE, "transmit_stamps");

    private final int hardware;
    private final int software;
    private final String application;

    Direction(int hardware, int software, String application) {
        this.hardware = hardware;
        this.software = software;
        this.application = application;
    }

    String application() {
        return application;
    }

    /** The software request after which the bare kernel delivers messages of the same shape. */
    int softwareTwin(int flags) {
        return flags & ~(TX_HARDWARE | RX_HARDWARE | SYS_HARDWARE | RAW_HARDWARE) | software | SOFTWARE;
    }

    /**
     * A pattern for the stamps of one message. Whoever asked for software reports but recorded none may see the
     * software stamp or not: on a real device that depends on its neighbours.
     */
    String stamps(int flags) {
        boolean recorded = (flags & hardware) != 0;
        return softwareStamp(flags)
                + " " + state(recorded && (flags & SYS_HARDWARE) != 0)
                + " " + state(recorded && (flags & RAW_HARDWARE) != 0);
    }

    private String softwareStamp(int flags) {
        boolean undecided = (flags & SOFTWARE) != 0 && (flags & software) == 0;
        return undecided ? "(set|zero)" : state((flags & SOFTWARE) != 0);
    }

    private static String state(boolean set) {
        return set ? "set" : "zero";
    }
}
