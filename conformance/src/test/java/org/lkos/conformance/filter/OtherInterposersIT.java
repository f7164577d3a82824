// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/** Who else stands in front of recv keeps the place that the order of loading gave it; read is nobody's but ours. */
class OtherInterposersIT {
    private static final CProgram PROGRAM = CProgram.of("filter_interposed").linkedToOnload();

    @Test
    void oneBehindUsGetsWhatHasNoFilter() {
        assertEquals(
                List.of("with a filter: 0 counted, 2 seen", "without: 1 counted, 0 seen"),
                lines(run(PROGRAM).preloading(InstallTree.library(), counting())));
    }

    @Test
    void oneInFrontOfUsGetsAll() {
        assertEquals(
                List.of("with a filter: 1 counted, 1 seen", "without: 1 counted, 0 seen"),
                lines(run(PROGRAM).preloading(counting(), InstallTree.library())));
    }

    @Test
    void programsOwnFunctionIsLeftAlone() {
        assertEquals(
                List.of("with a filter: 1 counted, 1 seen", "without: 1 counted, 0 seen"),
                lines(run(PROGRAM.with("-DOWN_RECV", "-rdynamic"))));
    }

    private static Path counting() {
        return CProgram.library("counting").file();
    }

    private static Run run(CProgram program) {
        return program.in(Mode.STUB);
    }

    private static List<String> lines(Run run) {
        return run.outcome().succeeded().out();
    }
}
