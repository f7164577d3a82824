// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.lkos.conformance.harness.Transparency.assertTransparent;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;

/** Under a seccomp filter that kills at the first system call which the application would not make itself. */
class FilteredIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-options",
                "plain-receive",
                "stamp-request",
                "stamp-options",
                "stamped-receive",
                "onload",
            })
    void survives(String calls) {
        assertTransparent(CProgram.of("filtered").linkedToOnload(), calls);
    }
}
