// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;

/** What a descriptor can do is what Onload says of a socket of the kernel's, whatever the descriptor. */
class FeaturesIT {
    @ParameterizedTest
    @EnumSource
    void areThoseOfTheKernelsSockets(Binding binding) {
        CProgram program = binding.bind(CProgram.of("onload_features"));
        assertEquals(
                new TreeSet<>(Set.of(
                        "feature 0: 0 untouched",
                        "feature 1: 1 untouched",
                        "feature 2: 1 untouched",
                        "feature 3: -95 untouched",
                        "feature 58: -95 untouched",
                        "feature -1: -95 untouched",
                        "feature 2147483647: -95 untouched",
                        "feature -2147483648: -95 untouched")),
                new TreeSet<>(program.in(Mode.STUB).outcome().succeeded().out()));
    }
}
