// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A script is as reachable as the program that its first line names. */
class ScriptIT {
    private static final Path STATIC_WORLD = CProgram.of("world", "-static").file();

    @TempDir
    Path place;

    @ParameterizedTest
    @MethodSource
    void scriptOfADynamicProgramRuns(Shell shell, String firstLine) throws IOException {
        Path script = ExecutableFile.of(place.resolve("script"), firstLine + "echo $# \"$2\"\n");
        assertEquals(
                List.of("2 b c"),
                shell.onload(script, "a", "b c").outcome().succeeded().out());
    }

    static Stream<Arguments> scriptOfADynamicProgramRuns() {
        return Shell.each(
                "#!/bin/sh\n",
                "#! /bin/sh -e\n",
                "#!/usr/bin/env sh\n",
                "#!/usr/bin/env -S sh -e\n",
                "#!/usr/bin/env -S NAME=value sh\n",
                "#!\n",
                "");
    }

    @EveryShell
    void libraryIsInTheProgramOfAScript(Shell shell) throws IOException {
        Path script = ExecutableFile.of(
                place.resolve("script"),
                "#!/bin/sh\nexec " + CProgram.of("world").file() + "\n");
        assertEquals(
                List.of("mapped yes"),
                shell.onload(script).outcome().succeeded().out());
    }

    @EveryShell
    void scriptOfAStaticProgram(Shell shell) throws IOException {
        Refusal.STATIC.assertOf(STATIC_WORLD, runScript(shell, "#!" + STATIC_WORLD));
    }

    @ParameterizedTest
    @MethodSource
    void scriptOfAStaticProgramFoundByEnv(Shell shell, String words) throws IOException {
        Path script = ExecutableFile.of(
                place.resolve("script"), "#!/usr/bin/env " + words + STATIC_WORLD.getFileName() + "\n");
        String path = STATIC_WORLD.getParent() + ":" + System.getenv("PATH");
        Refusal.STATIC.assertOf(
                STATIC_WORLD, shell.onload(script).environment("PATH", path).outcome());
    }

    static Stream<Arguments> scriptOfAStaticProgramFoundByEnv() {
        return Shell.each("", "-S NAME=value -i ");
    }

    @EveryShell
    void scriptOfAScriptOfAStaticProgram(Shell shell) throws IOException {
        Path inner = ExecutableFile.of(place.resolve("inner"), "#!" + STATIC_WORLD + "\n");
        Refusal.STATIC.assertOf(STATIC_WORLD, runScript(shell, "#!" + inner + "\n"));
    }

    @EveryShell
    void scriptOfItselfIsLeftToTheKernel(Shell shell) throws IOException {
        Outcome outcome = runScript(shell, "#!" + place.resolve("script") + "\n");
        assertTrue(outcome.err().get(0).endsWith("Too many levels of symbolic links"), outcome::toString);
    }

    @EveryShell
    void scriptWhoseInterpreterIsNotThere(Shell shell) throws IOException {
        Outcome outcome = runScript(shell, "#!/no/such\n");
        assertEquals(127, outcome.status());
        assertEquals(
                List.of("onload: " + place.resolve("script") + ": its interpreter /no/such is not found"),
                outcome.err());
    }

    private Outcome runScript(Shell shell, String text) throws IOException {
        return shell.onload(ExecutableFile.of(place.resolve("script"), text)).outcome();
    }
}
