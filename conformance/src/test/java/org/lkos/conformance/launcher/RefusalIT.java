// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** What cannot be started, or not with a library preloaded, is refused; where it is looked for is where exec looks. */
class RefusalIT {
    private static final Path WORLD = CProgram.of("world").file();
    private static final int ELF_CLASS = 4;
    private static final int ELF_MACHINE = 18;

    @TempDir
    Path place;

    @ParameterizedTest
    @MethodSource
    void programThatIsNotThere(Shell shell, String program) {
        Refusal.NOT_FOUND.assertOf(program, shell.onload(program).outcome());
    }

    static Stream<Arguments> programThatIsNotThere() {
        return Shell.each("no-such-program", "/no/such/program", "");
    }

    @EveryShell
    void fileThatIsNotExecutable(Shell shell) throws IOException {
        Path text = Files.writeString(place.resolve("text"), "no program\n");
        Refusal.NOT_EXECUTABLE.assertOf(text, shell.onload(text).outcome());
        Refusal.NOT_EXECUTABLE.assertOf(text, onPath(shell, "text"));
    }

    @EveryShell
    void directory(Shell shell) {
        Refusal.NOT_A_PROGRAM.assertOf(place, shell.onload(place).outcome());
    }

    @ParameterizedTest
    @MethodSource
    void staticProgram(Shell shell, String option) {
        Path program = CProgram.of("world", option).file();
        Refusal.STATIC.assertOf(program, shell.onload(program).outcome());
    }

    static Stream<Arguments> staticProgram() {
        return Shell.each("-static", "-static-pie");
    }

    @ParameterizedTest
    @MethodSource
    void programOfAnotherMachine(Shell shell, int offset) throws IOException {
        byte[] elf = Files.readAllBytes(WORLD);
        elf[offset] ^= 3;
        Path program = ExecutableFile.of(place.resolve("foreign"), elf);
        Refusal.FOREIGN.assertOf(program, shell.onload(program).outcome());
    }

    static Stream<Arguments> programOfAnotherMachine() {
        return Shell.each(ELF_CLASS, ELF_MACHINE);
    }

    @ParameterizedTest
    @MethodSource
    void starterThatPassesAllLibrariesBy(Shell shell, String name) throws IOException {
        Path starter = ExecutableFile.of(place.resolve(name), "#!/bin/sh\n\"$@\"\n");
        Outcome outcome = shell.onload(starter, "true").outcome();
        String reason = " starts programs past all preloaded libraries: name the one to run by --app";
        assertEquals(List.of("onload: " + starter + reason), outcome.err());
        assertEquals(1, outcome.status());
        shell.onload("--app=true", starter, "true").directory(place).outcome().succeeded();
    }

    static Stream<Arguments> starterThatPassesAllLibrariesBy() {
        return Shell.each("mpimon", "charmrun");
    }

    @EveryShell
    void dynamicLoaderIsNoStaticProgram(Shell shell) {
        String findLoader = "exec \"$0\" \"$(ldd \"$1\" | sed -n 's|.*\\(/[^ ]*/ld-linux[^ ]*\\).*|\\1|p')\" \"$1\"";
        shell.line(findLoader, InstallTree.launcher(), WORLD).outcome().succeeded();
    }

    @EveryShell
    void executableFileFurtherOnThePathIsTaken(Shell shell) throws IOException {
        Files.writeString(place.resolve("true"), "no program\n");
        onPath(shell, "true").succeeded();
    }

    @EveryShell
    void emptyPlaceOnThePathIsTheWorkingDirectory(Shell shell) throws IOException {
        ExecutableFile.of(place.resolve("mine"), "#!/bin/sh\nexit 7\n");
        String line = "cd \"$0\" && PATH=$PATH: && exec \"$1\" mine";
        Outcome outcome = shell.line(line, place, InstallTree.launcher()).outcome();
        assertEquals(7, outcome.status(), outcome::toString);
    }

    @EveryShell
    void pathOfTheProgramNeedNotLeadToTools(Shell shell) throws IOException {
        ExecutableFile.copy(WORLD, place.resolve("mine"));
        shell.line("PATH=$0 && exec \"$1\" mine", place, InstallTree.launcher())
                .outcome()
                .succeeded();
    }

    private Outcome onPath(Shell shell, String program) {
        String path = place + ":" + System.getenv("PATH");
        return shell.onload(program).environment("PATH", path).outcome();
    }
}
