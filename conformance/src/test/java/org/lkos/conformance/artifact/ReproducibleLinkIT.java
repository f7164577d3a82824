// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lkos.conformance.harness.Run;

/** The generated C, compiled and linked again in a tree elsewhere, gives the same bytes. */
class ReproducibleLinkIT {
    private static final Path ROOT = Path.of(System.getProperty("lkos.root"));

    @Test
    void secondLinkGivesTheSameLibraries(@TempDir Path elsewhere) throws IOException {
        Path generated = ROOT.resolve("native/target/c");
        assumeTrue(Files.exists(generated), "the libraries were not built in this tree");
        Path target = Files.createDirectory(elsewhere.resolve("target"));
        succeed("cp", "-r", generated, target);
        succeed("env", "-C", elsewhere, "sh", ROOT.resolve("native/link/link.sh"), target);
        for (ShippedLibrary library : ShippedLibrary.values()) {
            Path again = target.resolve("lib").resolve(library.fileName());
            assertEquals(-1, Files.mismatch(library.path(), again), () -> "first differing byte of " + library);
        }
    }

    private static void succeed(String command, Object... arguments) {
        new Run(List.of(command)).arguments(arguments).outcome().succeeded();
    }
}
