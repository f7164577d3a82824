// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.lkos.conformance.timestamping.TimestampFlags.OPT_CMSG;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TX_SWHW;

import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Transparency;
import org.lkos.conformance.harness.Transport;

/** {@code getsockopt} gives back what {@code setsockopt} was given, for all combinations of record and report bits. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class RequestedFlagsIT {
    private static final CProgram FLAGS = CProgram.of("requested_flags");

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void readBackAsTheyWereSet(Transport transport) {
        Transparency.assertTransparent(FLAGS, transport.arguments(0));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void readBackWithTheirOptions(Transport transport) {
        int options = OPT_ID | OPT_CMSG | OPT_TSONLY | OPT_TX_SWHW;
        Transparency.assertTransparent(FLAGS, transport.arguments(options));
    }
}
