// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** The examples of the install tree compile as they say, and under the launcher tell what they are for, in both modes. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class ExamplesIT {
    private static final Path FOLDER = InstallTree.root().resolve("share/doc/lkos/examples");

    /** The demo is built with the libraries. */
    private static final String DEMO = "onload-demo.c";

    @TempDir
    Path place;

    @ParameterizedTest
    @EnumSource
    void runsUnderEmulation(Example example) {
        assertLinesMatch(example.emulated(), lines("--emulate", compile(example)));
    }

    @ParameterizedTest
    @EnumSource
    void runsInStubMode(Example example) {
        assertLinesMatch(example.stub(), lines("--", compile(example)));
    }

    @Test
    void everyExampleIsRun() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> sources = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".c") && !name.equals(DEMO))
                    .sorted()
                    .toList();
            assertEquals(
                    Stream.of(Example.values()).map(Example::source).sorted().toList(), sources);
        }
    }

    @Test
    void presenceIsAskedForWithoutALibrary() {
        Run bare = new Run(List.of(compile(Example.PRESENCE).toString()));
        assertEquals(Example.PRESENCE.stub(), bare.outcome().succeeded().out());
    }

    private Path compile(Example example) {
        Path program = place.resolve("example");
        Run gcc = new Run(List.of("gcc", "-std=gnu17", "-Wall", "-Wextra", "-Werror"))
                .arguments("-I" + InstallTree.headers(), FOLDER.resolve(example.source()), "-o", program);
        if (example != Example.PRESENCE) {
            gcc.arguments("-L" + InstallTree.libraries(), "-lonload_ext");
        }
        gcc.outcome().succeeded();
        return program;
    }

    private static List<String> lines(String mode, Path program) {
        return new Run(List.of(InstallTree.launcher().toString()))
                .arguments(mode, program)
                .environment("EF_RXQ_SIZE", 1024)
                .outcome()
                .succeeded()
                .out();
    }
}
