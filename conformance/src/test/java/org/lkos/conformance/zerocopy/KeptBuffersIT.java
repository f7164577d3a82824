// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.zerocopy;

import static org.lkos.conformance.zerocopy.Sockets.assertPrints;
import static org.lkos.conformance.zerocopy.Sockets.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.Sanitizer;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** Buffers that the application has: from a callback that keeps one to their release. */
class KeptBuffersIT {
    @Test
    void outliveLaterDatagramsAndTheirSocket() {
        assertScenario("outlives", """
                receive: 0 untouched
                receive: 0 untouched
                kept 100, wrong 0
                release: 0 untouched
                release again: -22 untouched
                release the first again: -22 untouched
                """);
    }

    @Test
    void areReleasedAllOrNoneAndByTheirOwnHandlesAlone() {
        assertScenario("refused", """
                not kept: -22 untouched
                memory of the application's: -22 untouched
                null: -22 untouched
                ONLOAD_ZC_HANDLE_NONZC: -22 untouched
                one beside: -22 untouched
                a page on: -22 untouched
                one twice: -22 untouched
                wrong 0
                all: 0 untouched
                """);
    }

    @Test
    void maybeReleasedBeforeTheCallbackSaysThatItKeepsThem() {
        assertScenario("passed_on", """
                released 0, flags 0
                again -22
                released 0, flags 0x2
                again -22
                receive: 0 untouched
                release: -22 untouched
                all buffers: 0 untouched
                """);
    }

    /** Those that idle threads had before included. */
    @ParameterizedTest
    @ValueSource(strings = {"exhausted", "idle"})
    void runOutAndWhatComesThenWaits(String scenario) {
        assertScenario(scenario, """
                kept 1024, then ENOBUFS
                blocking: -105 untouched
                release: 0 untouched
                receive: 0 untouched
                shown 36 of 36
                wrong 0
                release: 0 untouched
                """);
    }

    @Test
    void longOnesCountAsManyPackets() {
        assertScenario("long_ones", """
                kept as many as fit, then ENOBUFS
                release: 0 untouched
                receive: 0 untouched
                """);
    }

    @ShippedLibrariesOnly(value = "its runtime has memory for ours", unlike = Sanitizer.THREAD)
    @Test
    void giveTheirMemoryBack() {
        assertPrints("""
                allocated: all there
                released: little left
                kept: all there
                released: little left
                """, run("zc_kept", "memory"));
    }

    @Test
    void areAChildsOwnAfterFork() {
        assertScenario("forked", """
                child 0
                kept 10, wrong 0
                release: 0 untouched
                """);
    }

    @Test
    void areSharedByThreads() {
        assertScenario("threads", """
                shown 204800, wrong 0
                all buffers: 0 untouched
                """);
    }

    @Test
    void callbacksMayReceiveFromOtherSockets() {
        assertScenario("nested", """
                level 8 right
                inner 0
                level 7 right
                inner 0
                level 6 right
                inner 0
                level 5 right
                inner 0
                level 4 right
                inner 0
                level 3 right
                inner 0
                level 2 right
                inner 0
                level 1 right
                outer 0
                """);
    }

    private static void assertScenario(String scenario, String expected) {
        Run run = run("zc_kept", scenario).environment("EF_MAX_PACKETS", 1024);
        assertPrints(expected, run);
    }
}
