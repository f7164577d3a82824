// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.harness.Transparency.assertTransparent;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Sanitizer;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** Under a seccomp filter that kills at the first system call which the application would not make itself. */
@ShippedLibrariesOnly(value = "its runtime makes system calls that a filter forbids", unlike = Sanitizer.THREAD)
class FilteredIT {
    private static final CProgram FILTERED = CProgram.of("filtered").linkedToOnload();

    static Stream<String> calls() {
        return Stream.concat(callsOfItsOwn(), Stream.of("stamped-receive", "filter-receive"));
    }

    static Stream<String> callsOfItsOwn() {
        return Stream.of(
                "plain-options",
                "plain-receive",
                "software-requests",
                "stamp-request",
                "stamp-options",
                "filter-set",
                "warm",
                "onload");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void installedByPrctl(String calls) {
        assertTransparent(FILTERED, "prctl", calls);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void installedUnseen(String calls) {
        assertTransparent(FILTERED, "system-call", calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain-options", "plain-receive", "stamp-request", "stamped-receive", "onload", "endpoints"})
    void emulationMakesNoCallsOfItsOwn(String calls) {
        FILTERED.in(Mode.EMULATE).arguments("system-call", calls).outcome().succeeded();
        FILTERED.in(Mode.EMULATE)
                .environment("EF_POLL_USEC", 10)
                .arguments("prctl", calls)
                .outcome()
                .succeeded();
    }

    @ShippedLibrariesOnly("a sanitizer starts up by other system calls")
    @ParameterizedTest
    @ValueSource(strings = {"plain-options", "plain-receive", "stamp-request", "onload", "endpoints"})
    void emulationBeginsUnderAFilter(String calls) {
        FILTERED.in(Mode.EMULATE).arguments("inherited", calls).outcome().succeeded();
    }

    @Test
    void socketsAreKnownWithoutAskingTheKernel() {
        Outcome outcome = FILTERED.in(Mode.EMULATE)
                .arguments("prctl", "endpoints")
                .outcome()
                .succeeded();
        assertEquals(
                List.of(
                        "filter by prctl",
                        "stack name 0",
                        "save 0",
                        "option 0",
                        "spin 0",
                        "fd stat 1 1",
                        "feature 0",
                        "move -22",
                        "recv -1",
                        "fd stat of another 0"),
                outcome.out());
    }

    @ShippedLibrariesOnly("a sanitizer starts up by other system calls")
    @ParameterizedTest
    @MethodSource("callsOfItsOwn")
    void installedByTheParent(String calls) {
        assertTransparent(FILTERED, "inherited", calls);
    }
}
