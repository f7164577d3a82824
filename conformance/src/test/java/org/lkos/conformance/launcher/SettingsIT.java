// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** What is said of the settings in the environment. */
class SettingsIT {
    private static final int NAMES = 264;

    @EveryShell
    void unknownNamesAreToldALineEach(Shell shell) {
        Run run = shell.onload("true")
                .environment("EF_POLL_USECS", "1")
                .environment("EF_POLL_USEC", "1")
                .environment("EF_", "1")
                .environment("NOT_EF_", "1");
        assertEquals(
                List.of(
                        "onload: EF_: Onload has no setting of this name (EF_VALIDATE_ENV=0 silences this)",
                        "onload: EF_POLL_USECS: Onload has no setting of this name (EF_VALIDATE_ENV=0 silences this)"),
                run.outcome().succeeded().err());
    }

    @EveryShell
    void unknownNamesAreNotToldOnRequest(Shell shell) {
        Run run = shell.onload("true").environment("EF_NO_SUCH", "1").environment("EF_VALIDATE_ENV", "0");
        assertEquals(List.of(), run.outcome().succeeded().err());
    }

    @EveryShell
    void verboseSaysOfEachSettingWithoutEffectThatItHasNone(Shell shell) {
        Run run = shell.onload("-v", "true")
                .environment("EF_UDP", "0")
                .environment("EF_MAX_PACKETS", "1024")
                .environment("EF_NAME", "a\nb = c");
        List<String> told = run.outcome().succeeded().err();
        assertEquals("onload: EF_NAME=a b = c: no effect on the kernel's stack", told.get(0));
        assertEquals("onload: EF_UDP=0: no effect on the kernel's stack", told.get(1));
    }

    @EveryShell
    void valueThatLooksLikeASettingIsNone(Shell shell) {
        Outcome outcome = shell.onload("true")
                .environment("TEXT", "\nexport EF_NO_SUCH=1")
                .outcome();
        assertEquals(List.of(), outcome.succeeded().err());
    }

    @EveryShell
    void everySettingArrivesInTheProgram(Shell shell) {
        Run run = shell.onload("printenv", "EF_NO_SUCH", "EF_UDP");
        assertEquals(
                List.of("1", "0"),
                run.environment("EF_NO_SUCH", 1)
                        .environment("EF_UDP", 0)
                        .outcome()
                        .succeeded()
                        .out());
    }

    @Test
    void everyNameIsListedOnce() throws IOException {
        List<String> names = Files.readAllLines(InstallTree.shared().resolve("settings")).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        assertEquals(NAMES, names.size());
        assertEquals(NAMES, names.stream().distinct().count());
        assertTrue(names.stream().allMatch(name -> name.matches("EF_[A-Z0-9_]+")), names::toString);
    }
}
