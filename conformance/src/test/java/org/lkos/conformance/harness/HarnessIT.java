// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** The tests rest on these: the two worlds are two, and a difference between them is noticed. */
class HarnessIT {
    private static final CProgram WORLD = CProgram.of("world");

    @Test
    void bareMeansWithoutTheLibrary() {
        assertEquals(
                List.of("mapped no"), WORLD.in(Mode.BARE).outcome().succeeded().out());
    }

    @Test
    void stubMeansPreloaded() {
        assertEquals(
                List.of("mapped yes"), WORLD.in(Mode.STUB).outcome().succeeded().out());
    }

    @Test
    void differingLinesAreNoticed() {
        assertThrows(AssertionFailedError.class, () -> Transparency.assertTransparent(WORLD));
    }

    @Test
    void deathBySignalIsTold() {
        Outcome outcome = WORLD.in(Mode.BARE).arguments("abort").outcome();
        assertEquals(Outcome.SIGNALLED + 6, outcome.status());
        assertEquals(List.of("no"), outcome.facts("mapped"));
    }
}
