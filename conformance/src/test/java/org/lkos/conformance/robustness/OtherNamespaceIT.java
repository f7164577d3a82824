// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** By dlmopen, the library works with the libc of its own namespace, whatever was preloaded. */
@ShippedLibrariesOnly("a sanitizer has one namespace")
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class OtherNamespaceIT {
    private static final CProgram PROGRAM = CProgram.of("other_namespace");

    @ParameterizedTest
    @ValueSource(strings = {"liblkos.so", "lkos/emulate/libonload.so", "libonload_ext.so"})
    void isServed(String library) {
        assertServed(PROGRAM.in(Mode.BARE)
                .arguments(InstallTree.libraries().resolve(library))
                .outcome());
    }

    @ParameterizedTest
    @EnumSource(names = "BARE", mode = EnumSource.Mode.EXCLUDE)
    void isServedBesideAPreloadedOne(Mode mode) {
        assertServed(PROGRAM.in(mode)
                .environment("LKOS_EMULATE", "0")
                .arguments(InstallTree.library())
                .outcome());
    }

    private static void assertServed(Outcome outcome) {
        List<String> facts =
                List.of("is present: 0 untouched", "set: 0", "sent: 4", "received: 4", "control 64", "closed: 0");
        assertEquals(facts, outcome.succeeded().out());
    }
}
