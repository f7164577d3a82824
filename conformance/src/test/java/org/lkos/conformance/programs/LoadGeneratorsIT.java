// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** Programs that measure networks: they say whether all came. */
class LoadGeneratorsIT extends OnTwoHosts {
    private static final int PORT = 8080;

    @ParameterizedTest
    @CsvSource({"BARE, UDP", "BARE, TCP", "STUB, UDP", "STUB, TCP", "EMULATE, UDP", "EMULATE, TCP"})
    void sockperfGetsEveryAnswer(Mode mode, String transport) {
        Object[] place = {"-i", address(), "-p", PORT};
        Object[] options = transport.equals("TCP") ? Words.of(place, "--tcp") : place;
        serve(mode, PORT, Words.of("sockperf", "server", options));
        Outcome outcome = ask(mode, Words.of("sockperf", "ping-pong", options, "-t", 1));
        String none = "# dropped messages = 0; # duplicated messages = 0; # out-of-order messages = 0";
        assertTrue(outcome.toString().contains(none), outcome::toString);
    }

    @ParameterizedTest
    @EnumSource
    void iperf3SendsAndReceives(Mode mode) {
        serve(mode, PORT, "iperf3", "-s", "-p", PORT);
        for (String direction : List.of("--verbose", "--reverse", "--bidir", "--zerocopy")) {
            Outcome outcome = ask(mode, "iperf3", "-c", address(), "-p", PORT, "-n", "64M", "-f", "m", direction);
            assertTrue(outcome.out().contains("iperf Done."), outcome::toString);
        }
    }
}
