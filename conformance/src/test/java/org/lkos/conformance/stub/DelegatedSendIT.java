// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** Delegated sends answer as for a socket of the kernel's, so that an application falls back to send. */
class DelegatedSendIT {
    @ParameterizedTest
    @EnumSource
    void areNoneOfAnySocket(Binding binding) {
        Outcome outcome = outcome(binding);
        assertEquals(
                Set.of(" prepare: 1 untouched", " structure untouched", " complete: -1 ENOTTY", " cancel: -1 ENOTTY"),
                outcome.out().stream().filter(line -> line.startsWith(" ")).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void applicationFallsBackToSend(Binding binding) {
        assertEquals(List.of("order"), outcome(binding).facts("bytes"));
    }

    private static Outcome outcome(Binding binding) {
        return binding.bind(CProgram.of("delegated_sends"))
                .in(Mode.STUB)
                .outcome()
                .succeeded();
    }
}
