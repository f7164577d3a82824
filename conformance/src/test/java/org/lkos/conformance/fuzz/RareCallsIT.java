// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** What random calls have found once, each by itself. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class RareCallsIT {
    private static final CProgram CALLS = CProgram.of("rare_calls");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unwritable_length",
                "one_packet_flag",
                "broken_pipe",
                "number_of_another",
                "cut_stamp",
                "length_of_message",
                "undone_connection"
            })
    void areAsOnTheBareKernel(String topic) {
        Outcome bare =
                CALLS.in(Mode.BARE).arguments(topic).outcome().available().succeeded();
        for (Mode mode : List.of(Mode.STUB, Mode.EMULATE)) {
            assertSame(bare, CALLS.in(mode).arguments(topic).outcome());
        }
    }
}
