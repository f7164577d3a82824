// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ_WRITE;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;

import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** A hardware request turns the machine's receive stamping on by itself: nobody else has it on here. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ_WRITE)
class OnlyAskerIT {
    @ParameterizedTest
    @ValueSource(
            ints = {
                RX_HARDWARE | RAW_HARDWARE,
                RX_HARDWARE | SYS_HARDWARE,
                RX_HARDWARE | RAW_HARDWARE | SYS_HARDWARE | SOFTWARE
            })
    void isStamped(int flags) {
        Outcome outcome = CProgram.of("only_asker")
                .in(Mode.STUB)
                .arguments(flags, "ipv4")
                .outcome()
                .succeeded();
        assumeTrue(outcome.facts("neighbours").equals(List.of("silent")), "another process has stamping on");
        assertEquals(List.of("stamped"), outcome.facts("asker"));
    }
}
