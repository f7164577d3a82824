// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** A setuid program that is linked to the emulating library is not told of Onload because its caller wants it to be. */
@ShippedLibrariesOnly("a sanitizer is not preloaded into programs that gain rights")
class PrivilegedEmulationIT {
    @TempDir
    private Path directory;

    @BeforeEach
    void needsAnotherUser() throws IOException {
        Machine.needsRoot();
        Machine.needsTool("setpriv");
        Files.setPosixFilePermissions(directory, fromString("rwxr-xr-x"));
    }

    @Test
    void setuidProgramIsNotTold() throws IOException {
        Outcome outcome = runAsNobody(04755);
        assumeTrue(outcome.facts("secure").equals(List.of("1")), "no setuid programs on this file system");
        assertEquals(List.of("0"), outcome.facts("present"));
    }

    @Test
    void sameProgramWithoutTheBitIs() throws IOException {
        Outcome outcome = runAsNobody(0755);
        assertEquals(List.of("0"), outcome.facts("secure"));
        assertEquals(List.of("1"), outcome.facts("present"));
    }

    private Outcome runAsNobody(int mode) throws IOException {
        Path library = Files.copy(InstallTree.emulatingLibrary(), directory.resolve("libonload.so"));
        Path compiled = CProgram.of("privileged", "-Wl,--no-as-needed", library.toString())
                .file();
        Path program = Files.copy(compiled, directory.resolve("program"));
        Files.setAttribute(program, "unix:mode", mode);
        return new Run(List.of("setpriv", "--reuid=65534", "--clear-groups", program.toString()))
                .environment("LKOS_EMULATE", 1)
                .outcome()
                .succeeded();
    }
}
