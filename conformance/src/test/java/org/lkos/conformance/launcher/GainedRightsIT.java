// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** The dynamic loader preloads nothing into a program that gains rights; so the launcher refuses it, and no other. */
class GainedRightsIT {
    private static final int SETUID = 04755;
    private static final int SETGID = 02755;
    private static final int SETUID_TO_NOBODY_ELSE = 04711;

    @TempDir
    Path place;

    private Path program;

    @BeforeEach
    void copyProgram() throws IOException {
        Machine.needsRoot();
        Files.setPosixFilePermissions(place, fromString("rwxr-xr-x"));
        program = ExecutableFile.copy(CProgram.of("world").file(), place.resolve("program"));
    }

    @EveryShell
    void setuidProgramOfAnotherUser(Shell shell) throws IOException {
        ExecutableFile.ofNobody(program, SETUID);
        Refusal.GAINS_RIGHTS.assertOf(program, shell.onload(program).outcome());
    }

    @EveryShell
    void setgidProgramOfAnotherGroup(Shell shell) throws IOException {
        ExecutableFile.ofNobody(program, SETGID);
        Refusal.GAINS_RIGHTS.assertOf(program, shell.onload(program).outcome());
    }

    @EveryShell
    void setuidProgramOfTheCallerGainsNothing(Shell shell) throws IOException {
        ExecutableFile.withMode(program, SETUID_TO_NOBODY_ELSE);
        shell.onload(program).outcome().succeeded();
    }

    @EveryShell
    void programWithCapabilities(Shell shell) {
        setCapability();
        assumeTrue(asNobody("test", "-r", InstallTree.library()).outcome().status() == 0, "the tree is root's alone");
        Refusal.GAINS_RIGHTS.assertOf(
                program,
                asNobody(shell.command().toArray())
                        .arguments(InstallTree.launcher(), program)
                        .outcome());
    }

    @EveryShell
    void programWithCapabilitiesThatRootHasAnyway(Shell shell) {
        setCapability();
        shell.onload(program).outcome().succeeded();
    }

    private void setCapability() {
        Machine.needsTool("setcap");
        new Run(List.of("setcap", "cap_net_raw+ep", program.toString()))
                .outcome()
                .succeeded();
    }

    private static Run asNobody(Object... command) {
        return new Run(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")).arguments(command);
    }
}
