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

/** With {@code --emulate}, or where the environment says so, the program gets the library that emulates. */
class EmulateOptionIT {
    private static final String EMULATING = InstallTree.emulatingLibrary().toString();
    private static final Path DETECTION = CProgram.of("detection").file();

    @EveryShell
    void libraryThatEmulatesIsPreloaded(Shell shell) {
        assertEquals(List.of(EMULATING, "1"), variables(shell.onload("--emulate")));
    }

    @EveryShell
    void environmentSaysSo(Shell shell) {
        assertEquals(List.of(EMULATING, "1"), variables(shell.onload().environment("LKOS_EMULATE", 1)));
    }

    @EveryShell
    void fileOfTheUsersSaysSo(Shell shell, @TempDir Path home) throws IOException {
        Files.writeString(home.resolve(".openonload.sh"), "onload_set LKOS_EMULATE 1\n");
        assertEquals(List.of(EMULATING, "1"), variables(shell.onload().environment("HOME", home)));
    }

    @EveryShell
    void launcherStartedByTheProgramDoesTheSame(Shell shell) {
        assertEquals(List.of(EMULATING, "1"), variables(shell.onload("--emulate", InstallTree.launcher())));
        assertEquals(
                List.of(EMULATING + ":" + InstallTree.library(), "1"),
                variables(shell.onload(InstallTree.launcher(), "--emulate")));
    }

    /** It has the same name. */
    @EveryShell
    void libraryThatDoesNotEmulateIsNotTakenForIt(Shell shell) {
        Path other = InstallTree.libraries().resolve("libonload.so");
        Run run = shell.onload("--emulate").environment("LD_PRELOAD", other);
        assertEquals(List.of(EMULATING + ":" + other, "1"), variables(run));
    }

    @EveryShell
    void otherLibraryIsPreloadedInItsPlace(Shell shell) {
        String library = InstallTree.library().toString();
        assertEquals(List.of(library, "1"), variables(shell.onload("--emulate", "--preload", library)));
    }

    @EveryShell
    void scriptForAppEmulates(Shell shell, @TempDir Path place) {
        Run run = shell.onload("--emulate", "--app=" + DETECTION, "env", "-u", "LKOS_EMULATE", DETECTION)
                .directory(place);
        assertTrue(run.outcome().succeeded().out().contains("onload_is_present yes"));
    }

    @ParameterizedTest
    @MethodSource
    void treeIsAnywhere(Shell shell, String name, @TempDir Path place) {
        Path tree = place.resolve(name);
        new Run(List.of("cp", "-a", InstallTree.root().toString(), tree.toString()))
                .outcome()
                .succeeded();
        Path launcher = tree.resolve("bin/onload");
        Run run = shell.run(launcher).arguments("--emulate", launcher, DETECTION);
        assertTrue(run.outcome().succeeded().out().contains("onload_version 9.2.1"), run.outcome()::toString);
    }

    static Stream<Arguments> treeIsAnywhere() {
        return Shell.each("plain", "with two  spaces");
    }

    @EveryShell
    void modeIsTold(Shell shell) {
        Outcome outcome = shell.onload("-t", "--emulate", "true").outcome().succeeded();
        assertEquals(
                List.of(
                        "onload: emulating: the program is told that its sockets are accelerated",
                        "onload: LD_PRELOAD=" + EMULATING,
                        "onload: LD_LIBRARY_PATH=" + InstallTree.libraries(),
                        "onload: would start: true"),
                outcome.err());
    }

    @EveryShell
    void libraryTellsItsMode(Shell shell) {
        Run run = shell.onload("--emulate", "true").environment("LKOS_LOG_FD", 2);
        assertEquals(
                List.of("lkos: loaded, emulating Onload"),
                run.outcome().succeeded().err());
    }

    private static List<String> variables(Run launcher) {
        return launcher.arguments("printenv", "LD_PRELOAD", "LKOS_EMULATE")
                .outcome()
                .succeeded()
                .out();
    }
}
