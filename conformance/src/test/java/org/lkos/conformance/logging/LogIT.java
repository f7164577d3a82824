// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** What is written to the descriptor that {@code LKOS_LOG_FD} names. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class LogIT {
    private static final CProgram EVENTS = CProgram.of("log_events");
    private static final String STANDARD_ERROR = "2";

    @Test
    void oneLinePerEvent() {
        List<String> expected = List.of(
                "lkos: .*loaded.*",
                "lkos: .*SO_TIMESTAMPING 0x44 .*rewritten.*",
                "lkos: .*onload_stack_opt_get_int.* not emulated.*");
        assertLinesMatch(expected, logged(STANDARD_ERROR).err());
    }

    @Test
    void nothingUnlessAskedFor() {
        Outcome outcome = EVENTS.in(Mode.STUB).outcome().succeeded();
        assertEquals(List.of(), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "two", "2x", "0x2", " 2", "2147483648", "4294967298", "99999999999999999999"})
    void nothingToANumberThatIsNone(String value) {
        Outcome outcome = logged(value);
        assertEquals(List.of(), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"recvmsg", "recvmmsg"})
    void writingIsNoCancellationPoint(String call) {
        Object[] arguments = {call, "37:0x44", "udp", "ipv4"};
        CProgram program = CProgram.of("cancelled");
        Outcome bare = program.in(Mode.BARE).arguments(arguments).outcome().succeeded();
        Outcome logged = program.in(Mode.STUB)
                .environment("LKOS_LOG_FD", STANDARD_ERROR)
                .arguments(arguments)
                .outcome();
        assertSame(bare, logged);
    }

    private static Outcome logged(String descriptor) {
        return EVENTS.in(Mode.STUB)
                .environment("LKOS_LOG_FD", descriptor)
                .outcome()
                .succeeded();
    }
}
