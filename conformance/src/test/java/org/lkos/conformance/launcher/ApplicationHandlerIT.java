// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** What is laid down for programs of a name is read when one of them is started. */
class ApplicationHandlerIT {
    @TempDir
    Path place;

    @EveryShell
    void handlerIsReadForItsProgram(Shell shell) {
        Home home = new Home(place).handler("printenv", "onload_set RED 1", "log \"$@\"");
        Outcome outcome = home.onload(shell, "printenv", "RED").outcome().succeeded();
        assertEquals(List.of("1"), outcome.out());
        assertEquals(List.of("onload: printenv RED"), outcome.err());
    }

    @EveryShell
    void nameOfTheProgramIsTheLastOfItsPath(Shell shell) {
        Home home = new Home(place).handler("true", "log handled");
        assertEquals(
                List.of("onload: handled"),
                home.onload(shell, "/bin/true").outcome().succeeded().err());
    }

    @EveryShell
    void handlerIsSkippedOnRequest(Shell shell) {
        Home home = new Home(place).handler("true", "exit 9");
        assertEquals(9, home.onload(shell, "true").outcome().status());
        home.onload(shell, "--no-app-handler", "true").outcome().succeeded();
    }

    @EveryShell
    void handlerIsReadBeforeTheConfiguration(Shell shell) {
        Home home = new Home(place).handler("true", "log handler").configuration("log configuration");
        assertEquals(
                List.of("onload: handler", "onload: configuration"),
                home.onload(shell, "true").outcome().succeeded().err());
    }

    @ParameterizedTest
    @MethodSource
    void latencyToolsGetTheLatencyProfile(Shell shell, String tool) throws IOException {
        Path program = ExecutableFile.of(place.resolve(tool), "#!/bin/sh\necho $EF_POLL_USEC $EF_TPH_MODE\n");
        assertEquals(
                List.of("100000 2"), shell.onload(program).outcome().succeeded().out());
    }

    static Stream<Arguments> latencyToolsGetTheLatencyProfile() {
        return Shell.each("sfnt-pingpong", "sfnt-stream");
    }

    @ParameterizedTest
    @MethodSource
    void mpiStartsTheFirstProgramItNamesByTheLauncher(Shell shell, String starter) throws IOException {
        Path world = CProgram.of("world").file();
        Path program = ExecutableFile.of(place.resolve(starter), "#!/bin/sh\nshift 2\nenv | grep ^LD_\n\"$@\"\n");
        Run run = shell.onload(program, "-np", "2", world).directory(place);
        assertEquals(List.of("mapped yes"), run.outcome().succeeded().out());
    }

    static Stream<Arguments> mpiStartsTheFirstProgramItNamesByTheLauncher() {
        return Shell.each("mpirun", "mpiexec");
    }

    @EveryShell
    void mpiWithoutAProgramIsRunAsItIs(Shell shell) throws IOException {
        Path program = ExecutableFile.of(place.resolve("mpirun"), "#!/bin/sh\necho \"$@\"\n");
        assertEquals(
                List.of("--version no-such"),
                shell.onload(program, "--version", "no-such")
                        .outcome()
                        .succeeded()
                        .out());
    }
}
