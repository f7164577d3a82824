// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/**
 * Every way by which programs decide whether they run under Onload says yes under emulation and no without. The symbol
 * alone is there in both: it is the interface, as in Onload's own library to link with.
 */
@ShippedLibrariesOnly("the launcher preloads no sanitizer")
class DetectionIT {
    private static final CProgram DETECTION = CProgram.of("detection");

    private static final List<String> UNDER_ONLOAD = List.of(
            "symbol onload_is_present yes",
            "onload_is_present yes",
            "onload_version 9.2.1",
            "onload_version by name 9.2.1",
            "libonload in LD_PRELOAD yes",
            "libonload.so in maps yes");

    private static final List<String> WITHOUT = List.of(
            "symbol onload_is_present yes",
            "onload_is_present no",
            "onload_version no",
            "onload_version by name no",
            "libonload in LD_PRELOAD no",
            "libonload.so in maps no");

    @Test
    void everyMethodSaysYes() {
        assertEquals(UNDER_ONLOAD, facts(DETECTION.in(Mode.EMULATE)));
    }

    @Test
    void everyMethodSaysNoInStubMode() {
        assertEquals(WITHOUT, facts(DETECTION.in(Mode.STUB)));
    }

    @Test
    void launcherEmulates() {
        assertEquals(UNDER_ONLOAD, facts(launcher("--emulate").arguments(DETECTION.file())));
    }

    @Test
    void launcherDoesNotByItself() {
        assertEquals(WITHOUT, facts(launcher().arguments(DETECTION.file())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "2", "11", "yes"})
    void onlyOneMeansYes(String value) {
        Run run = launcher().arguments(DETECTION.file()).environment("LKOS_EMULATE", value);
        assertEquals(WITHOUT, facts(run));
    }

    @Test
    void plainLibraryEmulatesIfTold() {
        Run run = DETECTION.in(Mode.STUB).environment("LKOS_EMULATE", 1);
        assertEquals("onload_is_present yes", facts(run).get(1));
    }

    @Test
    void linkedProgramSaysNoWhereNothingIsPreloaded() {
        Run run = DETECTION
                .with("-Wl,--no-as-needed")
                .linkedToOnload()
                .in(Mode.BARE)
                .environment("LKOS_EMULATE", 1);
        assertEquals(WITHOUT, facts(run));
    }

    private static Run launcher(Object... options) {
        Path launcher = InstallTree.launcher();
        return new Run(List.of(launcher.toString())).arguments(options);
    }

    private static List<String> facts(Run run) {
        return run.outcome().succeeded().out();
    }
}
