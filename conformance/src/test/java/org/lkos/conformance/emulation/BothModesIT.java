// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transport;

/**
 * What needs no emulation is the same with it, on sockets that say that they are accelerated: zero-copy receives,
 * filters and stamps. Templates, zero-copy sends and warm sends are run in both modes where they are tested.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class BothModesIT {
    @ParameterizedTest
    @ValueSource(
            strings = {"bursts", "ended", "budget", "ended_late", "lengths", "waiting", "shut_down", "refused", "groups"
            })
    void datagramsAreShownTheSame(String scenario) {
        assertTheSame(CProgram.of("zc_rules").linkedToOnload(), Transport.UDP_IPV4.arguments(scenario));
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls", "flags", "end", "reset", "not_connected", "waiting", "urgent"})
    void streamsAreShownTheSame(String scenario) {
        assertTheSame(CProgram.of("zc_stream").linkedToOnload(), Transport.TCP_IPV4.arguments(scenario));
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter_settings", "filter_sees"})
    void filtersAreTheSame(String program) {
        assertTheSame(CProgram.of(program).linkedToOnload(), "ipv4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"37:0x44", "37:0x54", "37:0x7f", "65:0x44"})
    void stampedMessagesAreTheSame(String request) {
        for (Transport transport : List.of(Transport.UDP_IPV4, Transport.TCP_IPV4)) {
            assertTheSame(CProgram.of("receive_arguments"), transport.arguments(request));
        }
    }

    /** A connection of TCP alone; of the descriptors, the two ends of one. */
    @Test
    void connectionsAloneMayBeWarmed() {
        List<String> lines = CProgram.of("onload_features")
                .linkedToOnload()
                .in(Mode.EMULATE)
                .outcome()
                .succeeded()
                .out();
        Map<String, Integer> counts = new TreeMap<>();
        lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        assertEquals(2, counts.remove("feature 0: 1 untouched"));
        assertEquals(6, counts.remove("feature 0: 0 untouched"));
        counts.forEach((line, count) -> {
            boolean known = line.startsWith("feature 1:") || line.startsWith("feature 2:");
            assertEquals(line.replaceFirst(": .*", known ? ": 1 untouched" : ": -95 untouched"), line);
            assertEquals(8, count, line);
        });
    }

    private static void assertTheSame(CProgram program, Object... arguments) {
        Outcome stub = program.in(Mode.STUB).arguments(arguments).outcome().succeeded();
        assertSame(stub, program.in(Mode.EMULATE).arguments(arguments).outcome());
    }
}
