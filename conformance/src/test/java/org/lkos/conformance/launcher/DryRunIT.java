// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Outcome;

/** A dry run tells what would be done, in all detail, and does nothing. */
class DryRunIT {
    @ParameterizedTest
    @MethodSource
    void everyStepIsTold(Shell shell, String option) {
        Outcome outcome = shell.onload(option, "-p", "zeromq", "echo", "it's", "")
                .outcome()
                .succeeded();
        assertEquals(List.of(), outcome.out());
        assertEquals(
                List.of(
                        "onload: profile zeromq: " + InstallTree.shared() + "/profiles/zeromq.opf",
                        "onload:   EF_POLL_FAST_USEC=0",
                        "onload:   EF_POLL_NONBLOCK_FAST_USEC=0",
                        "onload: EF_POLL_FAST_USEC=0: no effect on the kernel's stack",
                        "onload: EF_POLL_NONBLOCK_FAST_USEC=0: no effect on the kernel's stack",
                        "onload: LD_PRELOAD=" + InstallTree.library(),
                        "onload: LD_LIBRARY_PATH=" + InstallTree.libraries(),
                        "onload: would start: echo 'it'\\''s' ''"),
                outcome.err());
    }

    static Stream<Arguments> everyStepIsTold() {
        return Shell.each("-t", "--test");
    }

    @EveryShell
    void refusalIsToldAndNoEnd(Shell shell) {
        Outcome missing = shell.onload("-t", "no-such-program").outcome().succeeded();
        assertEquals("onload: no-such-program: not found", missing.err().get(0));
        assertTrue(missing.err().contains("onload: would start: no-such-program"), missing::toString);
        Path fixed = CProgram.of("world", "-static").file();
        Outcome statically = shell.onload("-t", fixed).outcome().succeeded();
        assertTrue(statically.err().contains("onload: would start: " + fixed), statically::toString);
    }

    @EveryShell
    void scriptForAppIsNotMade(Shell shell, @TempDir Path place) {
        Outcome outcome = shell.onload("-t", "--app=ls", "env", "ls")
                .directory(place)
                .outcome()
                .succeeded();
        assertEquals(
                "onload: would start: env " + place + "/.onload.XXXXXX",
                outcome.err().get(1));
        assertEquals(0, place.toFile().list().length);
    }

    @EveryShell
    void nothingIsSaidByAPreloadedTool(Shell shell) {
        Outcome outcome = shell.onload("-t", "true")
                .environment("LKOS_LOG_FD", 2)
                .outcome()
                .succeeded();
        assertTrue(outcome.err().stream().allMatch(line -> line.startsWith("onload: ")), outcome::toString);
    }
}
