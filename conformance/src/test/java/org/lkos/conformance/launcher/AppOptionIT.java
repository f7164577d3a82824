// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
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
import org.lkos.conformance.harness.Run;

/** With {@code --app} a program that starts another is left alone, and the other gets LKOS by way of a script. */
class AppOptionIT {
    private static final Path WORLD = CProgram.of("world").file();
    private static final String NOT_MAPPED_THEN = "\"$0\" && exec \"$@\"";

    @TempDir
    Path place;

    @ParameterizedTest
    @MethodSource
    void onlyTheNamedProgramGetsTheLibrary(Shell shell, List<String> option) {
        Path plain = CProgram.of("world", "-DPLAIN").file();
        Run run = onload(shell, option.toArray()).arguments("sh", "-c", NOT_MAPPED_THEN, plain, WORLD);
        assertEquals(
                List.of("mapped no", "mapped yes"), run.outcome().succeeded().out());
        assertEquals(List.of(), files());
    }

    static Stream<Arguments> onlyTheNamedProgramGetsTheLibrary() {
        return Shell.each(List.of("--app=" + WORLD), List.of("--app", WORLD), List.of("-a", WORLD));
    }

    @EveryShell
    void argumentsReachTheNamedProgram(Shell shell) {
        Run run = onload(shell, "--app=printf", "env", "printf", "<%s>", "a b", "", "'");
        assertEquals(List.of("<a b><><'>"), run.outcome().succeeded().out());
    }

    @EveryShell
    void statusIsTheCommandsAndTheScriptIsGone(Shell shell) {
        assertEquals(
                5,
                onload(shell, "--app=ls", "sh", "-c", "exit 5", "ls").outcome().status());
        assertEquals(
                Outcome.SIGNALLED + 9,
                onload(shell, "--app=ls", "sh", "-c", "kill -KILL $$", "ls")
                        .outcome()
                        .status());
        assertEquals(List.of(), files());
    }

    @EveryShell
    void signalIsLeftToTheCommand(Shell shell) {
        Run run = onload(shell, "--app=ls", "sh", "-c", "kill -TERM $PPID; exit 3", "ls");
        assertEquals(3, run.outcome().status());
        assertEquals(List.of(), files());
    }

    @EveryShell
    void scriptIsKeptOnRequest(Shell shell) throws IOException {
        onload(shell, "--keep-wrapper", "--app=true", "env", "true").outcome().succeeded();
        Path script = place.resolve(files().get(0));
        assertTrue(script.getFileName().toString().matches("\\.onload\\.\\w{6}"));
        assertEquals(
                List.of("#!/bin/sh", "", "exec " + InstallTree.launcher() + " -- true \"$@\""),
                Files.readAllLines(script));
        Files.delete(script);
    }

    @EveryShell
    void optionsAreHandedOnToTheScript(Shell shell) {
        Run run = onload(
                        shell,
                        "-v",
                        "-p",
                        "latency",
                        "--force-profiles",
                        "--no-app-handler",
                        "--preload=libonload_ext.so.1")
                .arguments("--app=it's", "-t", "env", "it's");
        String launcher = InstallTree.launcher().toString();
        assertEquals(
                "onload: " + place.toAbsolutePath() + "/.onload.XXXXXX: " + launcher
                        + " -v --force-profiles --profile=latency --no-app-handler --preload=libonload_ext.so.1 -- 'it'\\''s'",
                run.outcome().succeeded().err().get(0));
    }

    @EveryShell
    void profilesReachTheNamedProgram(Shell shell) {
        Run run = onload(shell, "--app=printenv", "-p", "latency", "env", "printenv", "EF_POLL_USEC");
        assertEquals(List.of("100000"), run.outcome().succeeded().out());
    }

    @EveryShell
    void textOfTheEnvironmentIsPutIntoTheScript(Shell shell) {
        Run run = onload(shell, "--app=printenv", "env", "printenv", "RED").environment("ONLOAD_ENV", "export RED=1");
        assertEquals(List.of("1"), run.outcome().succeeded().out());
    }

    @EveryShell
    void nameThatIsNotInTheCommandIsRefused(Shell shell) {
        Outcome outcome = onload(shell, "--app=cat", "echo", "started").outcome();
        assertEquals(List.of("onload: --app cat: there is no such word in the command"), outcome.err());
        assertEquals(List.of(), outcome.out());
        assertEquals(1, outcome.status());
    }

    @EveryShell
    void directoryThatTakesNoScriptIsRefused(Shell shell) {
        Outcome outcome = shell.onload("--app=cat", "echo", "cat")
                .directory(Path.of("/proc"))
                .outcome();
        assertEquals(
                "onload: cannot make a script for --app in /proc", outcome.err().get(1));
        assertEquals(List.of(), outcome.out());
        assertEquals(1, outcome.status());
    }

    private Run onload(Shell shell, Object... arguments) {
        return shell.onload(arguments).directory(place);
    }

    private List<String> files() {
        return List.of(place.toFile().list());
    }
}
