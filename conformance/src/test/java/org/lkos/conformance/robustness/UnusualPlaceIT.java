// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.harness.Transparency.assertSame;
import static org.lkos.conformance.harness.Transparency.assertTransparent;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.Sanitizer;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** Every call works wherever the application makes its first one, and leaves errno to the real call. */
@ShippedLibrariesOnly(value = "its runtime needs a start and a stack of its own", unlike = Sanitizer.THREAD)
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class UnusualPlaceIT {
    private static final Path TRUE = Path.of("/bin/true");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "thread",
                "race",
                "small-thread",
                "signal-handler",
                "handler-inside-call",
                "alternate-stack",
                "coroutine",
                "exit-handler",
                "destructor"
            })
    void inTheProcess(String place) {
        assertTransparent(CProgram.of("context").linkedToOnload(), place);
    }

    /** Ordered waits and all else that emulation adds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "thread",
                "race",
                "small-thread",
                "signal-handler",
                "alternate-stack",
                "coroutine",
                "exit-handler",
                "destructor"
            })
    void emulatedAsInMain(String place) {
        CProgram program = CProgram.of("context").linkedToOnload();
        assertSame(
                program.in(Mode.EMULATE).arguments("main").outcome().succeeded(),
                program.in(Mode.EMULATE).arguments(place).outcome());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fork-in-use", "vfork"})
    void emulatedInAChildAsInAnother(String child) {
        CProgram program = CProgram.of("child").linkedToOnload();
        assertSame(
                program.in(Mode.EMULATE).arguments("fork").outcome().succeeded(),
                program.in(Mode.EMULATE).arguments(child).outcome());
    }

    @Test
    void emulatedWithoutDescriptors() {
        List<String> facts = CProgram.of("child")
                .linkedToOnload()
                .in(Mode.EMULATE)
                .arguments("closed-descriptors")
                .outcome()
                .succeeded()
                .out();
        assertEquals("child ended with 0", facts.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fork", "fork-in-use", "vfork", "closed-descriptors"})
    void inAChild(String child) {
        assertTransparent(CProgram.of("child").linkedToOnload(), child);
    }

    @ShippedLibrariesOnly("a sanitizer is not there yet")
    @Test
    void beforeAnyConstructor() {
        assertTransparent(CProgram.of("preinit").linkedToOnload());
    }

    @Test
    void inALibraryPreloadedBehind() {
        Path caller = caller();
        assertSame(run(caller), run(InstallTree.library(), caller));
    }

    @Test
    void inALibraryPreloadedInFront() {
        Path caller = caller();
        assertSame(run(caller), run(caller, InstallTree.library()));
    }

    private static Path caller() {
        return CProgram.library("constructor").linkedToOnload().file();
    }

    private static Outcome run(Path... preloads) {
        return new Run(TRUE, List.of(preloads)).outcome().succeeded();
    }
}
