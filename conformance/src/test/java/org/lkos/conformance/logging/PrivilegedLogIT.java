// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.logging;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/**
 * A setuid program takes no orders from the environment of its caller. The loader ignores a preload there, so the
 * program is linked to the library.
 */
@ShippedLibrariesOnly("a sanitizer is not preloaded into programs that gain rights")
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class PrivilegedLogIT {
    private static final Map<Boolean, Integer> MODES = Map.of(false, 0755, true, 04755);

    @TempDir
    private Path directory;

    @BeforeEach
    void needsAnotherUser() throws IOException {
        Machine.needsRoot();
        Machine.needsTool("setpriv");
        Files.setPosixFilePermissions(directory, fromString("rwxr-xr-x"));
    }

    @Test
    void setuidProgramDoesNotLog() throws IOException {
        Outcome outcome = runAsNobody(true);
        assumeTrue(outcome.facts("secure").equals(List.of("1")), "no setuid programs on this file system");
        assertEquals(List.of(), outcome.err());
    }

    @Test
    void sameProgramWithoutTheBitDoes() throws IOException {
        Outcome outcome = runAsNobody(false);
        assertEquals(List.of("0"), outcome.facts("secure"));
        assertEquals(3, outcome.err().size(), outcome::toString);
    }

    private Outcome runAsNobody(boolean setuid) throws IOException {
        Path library = Files.copy(InstallTree.library(), directory.resolve("liblkos.so"));
        Path compiled = CProgram.of("log_events", "-Wl,--no-as-needed", library.toString())
                .file();
        Path program = Files.copy(compiled, directory.resolve("program"));
        Files.setAttribute(program, "unix:mode", MODES.get(setuid));
        return new Run(List.of("setpriv", "--reuid=65534", "--clear-groups", program.toString()))
                .environment("LKOS_LOG_FD", 2)
                .outcome()
                .succeeded();
    }
}
