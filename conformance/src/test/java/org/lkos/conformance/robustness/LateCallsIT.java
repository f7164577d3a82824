// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;

/** A library that was opened and not closed serves to the end of the process, behind its own destructor. */
class LateCallsIT {
    private static final Path FIRST = CProgram.library("late_user", "-DFIRST").file();
    private static final Path LAST = CProgram.library("late_user", "-DLAST").file();

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void buffersStayForThreadsAndDestructors(int emulate) {
        Path library = InstallTree.emulatingLibrary();
        List<String> facts = CProgram.of("late_calls")
                .in(Mode.BARE)
                .environment("LKOS_EMULATE", emulate)
                .arguments(FIRST, library, LAST)
                .outcome()
                .succeeded()
                .out();
        assertEquals(List.of("destructor 1", "destructor 2"), facts);
    }
}
