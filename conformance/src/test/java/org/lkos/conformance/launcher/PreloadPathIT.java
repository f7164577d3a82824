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
import org.lkos.conformance.harness.Run;

/** The library comes first, once, and what the user had preloaded stays. */
class PreloadPathIT {
    private static final String LIBRARY = InstallTree.library().toString();
    private static final String LIBRARIES = InstallTree.libraries().toString();

    @EveryShell
    void libraryIsInTheProgram(Shell shell) {
        assertEquals(
                List.of("mapped yes"), lines(shell.onload(CProgram.of("world").file())));
    }

    @EveryShell
    void extensionsAreFoundWithoutAPathOfTheirOwn(Shell shell) {
        assertEquals(
                List.of("libonload_ext.so.1 => " + LIBRARIES + "/libonload_ext.so.1"),
                shell.onload("ldd", CProgram.of("context").linkedToOnload().file()).outcome().succeeded().out().stream()
                        .filter(line -> line.contains("onload_ext"))
                        .map(line -> line.strip().replaceFirst(" \\(0x.*", ""))
                        .toList());
    }

    @EveryShell
    void libraryStandsAlone(Shell shell) {
        assertEquals(LIBRARY, preload(shell.onload()));
    }

    @ParameterizedTest
    @MethodSource
    void libraryIsPutInFront(Shell shell, String form, @TempDir Path elsewhere) throws IOException {
        String others = form.replace("%s", copy(elsewhere.resolve("other.so")));
        assertEquals(LIBRARY + ":" + others, preload(shell.onload().environment("LD_PRELOAD", others)));
    }

    static Stream<Arguments> libraryIsPutInFront() {
        return Shell.each("%s", "%s:%s", "%s %s", " %s");
    }

    @EveryShell
    void libraryOfALikeNameIsAnother(Shell shell, @TempDir Path elsewhere) throws IOException {
        String other = copy(elsewhere.resolve("notliblkos.so"));
        assertEquals(LIBRARY + ":" + other, preload(shell.onload().environment("LD_PRELOAD", other)));
    }

    @ParameterizedTest
    @MethodSource
    void libraryThatIsThereStaysWhereItIs(Shell shell, String form) {
        String before = form.replace("%s", LIBRARY);
        assertEquals(before, preload(shell.onload().environment("LD_PRELOAD", before)));
    }

    static Stream<Arguments> libraryThatIsThereStaysWhereItIs() {
        return Shell.each("%s", "%s:/%s", "%s %s", ":%s:");
    }

    @EveryShell
    void launchersDoNotPileUp(Shell shell) {
        Run twice = shell.onload(InstallTree.launcher(), InstallTree.launcher());
        assertEquals(List.of(LIBRARY, LIBRARIES), lines(printing(twice, "LD_PRELOAD", "LD_LIBRARY_PATH")));
    }

    @EveryShell
    void libraryPathIsKeptBehindOurs(Shell shell) {
        Run run = shell.onload().environment("LD_LIBRARY_PATH", "/one:/two");
        assertEquals(List.of(LIBRARIES + ":/one:/two"), lines(printing(run, "LD_LIBRARY_PATH")));
    }

    private static String preload(Run launcher) {
        return lines(printing(launcher, "LD_PRELOAD")).get(0);
    }

    private static Run printing(Run launcher, Object... variables) {
        return launcher.arguments("printenv").arguments(variables);
    }

    private static List<String> lines(Run run) {
        return run.outcome().succeeded().out();
    }

    private static String copy(Path target) throws IOException {
        return Files.copy(InstallTree.library(), target).toString();
    }
}
