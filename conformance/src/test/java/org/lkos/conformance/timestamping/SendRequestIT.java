// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;

/** Stamps asked for by control message: each message gets what it asked for itself, and memory stays as it was. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class SendRequestIT {
    private static final int NUMBERED = OPT_ID | OPT_TSONLY;

    @ParameterizedTest(name = "beside {0} others, {1}")
    @CsvSource({"9, ipv4", "9, ipv6", "160, ipv4"})
    void isServedInBatchesOfAnyLength(int companions, String family) {
        CProgram batches = CProgram.of("batches");
        Outcome software = BareKernel.outcome(batches, hex(NUMBERED | SOFTWARE), TX_SOFTWARE, 0, companions, family);
        Outcome hardware = batches.in(Mode.STUB)
                .arguments(hex(NUMBERED | RAW_HARDWARE), TX_HARDWARE, 2, companions, family)
                .outcome();
        Transparency.assertSame(software, hardware);
    }
}
