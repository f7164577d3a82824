// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Outcome;

/** Another library may be preloaded in the place of LKOS. */
class PreloadOptionIT {
    private static final String BY_NAME = "libonload_ext.so.1";

    @TempDir
    Path place;

    private Path library;

    @BeforeEach
    void copyLibrary() throws Exception {
        library = Files.copy(InstallTree.library(), place.resolve("other.so"));
    }

    @EveryShell
    void libraryIsGivenByOption(Shell shell) {
        assertEquals(List.of(library.toString()), preloaded(shell, "--preload", library));
        assertEquals(List.of(library.toString()), preloaded(shell, "--preload=" + library));
    }

    @EveryShell
    void libraryIsFoundByItsName(Shell shell) {
        assertEquals(List.of(BY_NAME), preloaded(shell, "--preload", BY_NAME));
    }

    @EveryShell
    void libraryIsGivenByTheEnvironment(Shell shell) {
        assertEquals(
                List.of(library.toString()),
                shell.onload("printenv", "LD_PRELOAD")
                        .environment("ONLOAD_PRELOAD", library)
                        .outcome()
                        .succeeded()
                        .out());
    }

    @EveryShell
    void optionIsHandedOnByTheEnvironment(Shell shell) {
        assertEquals(
                List.of(library.toString(), "false"),
                shell.onload("--preload", library, "printenv", "ONLOAD_PRELOAD", "ONLOAD_DRIVERCHECK")
                        .outcome()
                        .succeeded()
                        .out());
    }

    @ParameterizedTest
    @MethodSource
    void driverIsNeverMissed(Shell shell, String check) {
        shell.onload("true").environment("ONLOAD_DRIVERCHECK", check).outcome().succeeded();
    }

    static Stream<Arguments> driverIsNeverMissed() {
        return Shell.each("true", "false");
    }

    @EveryShell
    void libraryThatIsNotThereIsRefused(Shell shell) {
        Outcome outcome = shell.onload("--preload=/no/such.so", "true").outcome();
        assertEquals(List.of("onload: /no/such.so is missing"), outcome.err());
        assertEquals(1, outcome.status());
    }

    private static List<String> preloaded(Shell shell, Object... options) {
        return shell.onload(options)
                .arguments("printenv", "LD_PRELOAD")
                .outcome()
                .succeeded()
                .out();
    }
}
