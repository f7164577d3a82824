// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** The configuration of the machine, then that of the user, then profiles. */
class ConfigurationIT {
    @TempDir
    Path place;

    @EveryShell
    void configurationOfTheUserIsReadBeforeProfiles(Shell shell) {
        Outcome outcome = home().onload(shell, "-p", "mine", "true").outcome().succeeded();
        assertEquals(List.of("onload: user true", "onload: profile"), outcome.err());
    }

    @EveryShell
    void configurationOfTheMachineIsReadFirst(Shell shell) throws IOException {
        Outcome outcome = withEtc(shell, "log machine").outcome().succeeded();
        assertEquals(List.of("onload: machine", "onload: user true", "onload: profile"), outcome.err());
    }

    @EveryShell
    void configurationMayEndTheLauncher(Shell shell) throws IOException {
        assertEquals(7, withEtc(shell, "exit 7").outcome().status());
    }

    private Home home() {
        return new Home(place).configuration("log user \"$@\"").profile("mine.opf", "log profile");
    }

    /** In a mount namespace of its own, the machine's /etc is a copy. */
    private Run withEtc(Shell shell, String line) throws IOException {
        Machine.needsMountNamespace();
        Path etc = Files.createDirectory(place.resolve("etc"));
        Files.writeString(etc.resolve("openonload.sh"), line + "\n");
        home();
        Run run = new Run(List.of("unshare", "--mount", "sh", "-c"))
                .arguments("mount --bind \"$0\" /etc && exec \"$@\"", etc)
                .arguments(shell.command().toArray())
                .arguments(InstallTree.launcher(), "-p", "mine", "true");
        return run.environment("HOME", place);
    }
}
