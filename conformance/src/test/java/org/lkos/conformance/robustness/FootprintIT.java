// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.harness.Transparency.assertTransparent;

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

/** What loading the library and calling it must not change about the process. */
@ShippedLibrariesOnly("a sanitizer has memory and threads of its own")
class FootprintIT {
    @Test
    void descriptorsThreadsSignalsAndEnvironmentStay() {
        assertTransparent(CProgram.of("footprint").linkedToOnload());
    }

    @Test
    void nothingIsAllocated() {
        assertTransparent(CProgram.of("allocations").linkedToOnload());
    }

    @Test
    void preloadStaysInTheEnvironment() {
        List<Path> preloads = List.of(InstallTree.library());
        Run printenv = new Run(Path.of("/usr/bin/printenv"), preloads).arguments("LD_PRELOAD");
        assertEquals(
                List.of(InstallTree.library().toString()),
                printenv.outcome().succeeded().out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"liblkos.so", "lkos/emulate/libonload.so", "libonload_ext.so"})
    void nothingStaysBehindWhenUnloaded(String library) {
        assertReloadLeavesNothing(library, "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"liblkos.so", "lkos/emulate/libonload.so", "libonload_ext.so"})
    void nothingStaysBehindWhenUnloadedAfterAHardwareRequest(String library) {
        assertReloadLeavesNothing(library, "0x44");
    }

    @Test
    void nothingStaysBehindWhenUnloadedAfterEmulation() {
        assertLeavesNothing(reload("lkos/emulate/libonload.so", "0").environment("LKOS_EMULATE", 1));
    }

    private static void assertReloadLeavesNothing(String library, String flags) {
        assertLeavesNothing(reload(library, flags));
    }

    private static Run reload(String library, String flags) {
        Path file = InstallTree.libraries().resolve(library);
        return CProgram.of("reload").in(Mode.BARE).arguments(file, flags);
    }

    private static void assertLeavesNothing(Run reload) {
        List<String> facts = reload.outcome().succeeded().out();
        assertEquals(List.of("descriptors 0", "mappings 0", "loaded no more"), facts);
    }
}
