// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.lkos.conformance.harness.Transparency.assertTransparent;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;

/** Under a seccomp filter that kills at the first system call which the application would not make itself. */
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
    @MethodSource("callsOfItsOwn")
    void installedByTheParent(String calls) {
        assertTransparent(FILTERED, "inherited", calls);
    }
}
