// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Onload's own forms of stamps, the constants being, in lower case, the words that applications know. */
enum Dialect {
    /** {@code onload_timestamping_request}: an array of stamps, of the card and of a trailer. */
    FUNCTION {
        @Override
        List<Integer> requests() {
            return IntStream.range(1, FUNCTION_FLAGS).boxed().toList();
        }

        @Override
        boolean isStamped(Direction direction, int flags) {
            return (flags & (direction == Direction.TRANSMIT ? TX_NIC : RX_NIC | RX_TRAILER)) != 0;
        }

        @Override
        ShownForm shown(Direction direction, int flags) {
            List<String> states = new ArrayList<>(List.of("array"));
            if (direction == Direction.TRANSMIT || (flags & RX_NIC) != 0) {
                states.add("set");
            }
            if (direction == Direction.RECEIVE && (flags & RX_TRAILER) != 0) {
                states.add("zero");
            }
            return new ShownForm(SO_TIMESTAMPING, STAMP * (states.size() - 1), String.join(" ", states));
        }
    },

    /** SO_TIMESTAMPING_OOEXT: a record for each stamp that there is; trailers have none. */
    RECORDS {
        @Override
        List<Integer> requests() {
            return RequestBlocks.everyRequest(0);
        }

        @Override
        boolean isStamped(Direction direction, int flags) {
            return (flags & records(direction)) != 0;
        }

        @Override
        ShownForm shown(Direction direction, int flags) {
            boolean sent = direction == Direction.TRANSMIT;
            int hardware = sent ? TX_HARDWARE : RX_HARDWARE;
            List<String> records = new ArrayList<>(List.of("records"));
            if (!sent && (flags & SOFTWARE) != 0) {
                records.add(TimestampFlags.hex(RX_SOFTWARE | SOFTWARE) + " set");
            }
            for (int report : List.of(SYS_HARDWARE, RAW_HARDWARE)) {
                if ((flags & hardware) != 0 && (flags & report) != 0) {
                    records.add(TimestampFlags.hex(hardware | report) + " set");
                }
            }
            return new ShownForm(OOEXT, RECORD * (records.size() - 1), String.join(" ", records));
        }
    };

    /** The number of the option, and the type of its control messages. */
    static final int OOEXT = 0xf5300;

    /** The flag that goes with SO_TIMESTAMPING, and the type of its control messages. */
    static final int STREAM = 1 << 23;

    private static final int TX_NIC = 1;
    private static final int RX_NIC = 2;
    private static final int RX_TRAILER = 4;
    private static final int FUNCTION_FLAGS = 8;

    private static final int STAMP = 16;
    private static final int RECORD = 24;

    /** All combinations of what can be asked for. */
    abstract List<Integer> requests();

    /** Whether packets that go this way bring stamps. */
    abstract boolean isStamped(Direction direction, int flags);

    /** The control message that they then bring. */
    abstract ShownForm shown(Direction direction, int flags);

    /** A request as applications are told it. */
    String request(int flags) {
        return name().toLowerCase(Locale.ROOT) + ":" + TimestampFlags.hex(flags);
    }

    /** The request after which the bare kernel delivers as many messages, with what comes beside stamps. */
    String kernelRequest(Direction direction, int flags, int options) {
        int twin = isStamped(direction, flags) ? software(direction) | SOFTWARE : 0;
        return SO_TIMESTAMPING + ":" + TimestampFlags.hex(twin | options);
    }

    private static int records(Direction direction) {
        return software(direction) | (direction == Direction.TRANSMIT ? TX_HARDWARE : RX_HARDWARE);
    }

    private static int software(Direction direction) {
        return direction == Direction.TRANSMIT ? TX_SOFTWARE : RX_SOFTWARE;
    }
}
