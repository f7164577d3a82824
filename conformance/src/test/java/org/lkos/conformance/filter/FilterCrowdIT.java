// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Sanitizer;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** Filters of many threads and sockets; filters that are replaced, receive or never return; calls that never return. */
@ShippedLibrariesOnly(value = "too slow for the time it has", unlike = Sanitizer.THREAD)
class FilterCrowdIT {
    private static final CProgram CROWD = CProgram.of("filter_crowd").linkedToOnload();

    /** The application ends itself at the first datagram that a filter does not see once and as a whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "own-sockets",
                "one-socket",
                "replaced",
                "exchanged",
                "renumbered",
                "nested",
                "handler",
                "left",
                "cancelled",
                "closed",
                "forked"
            })
    void eachDatagramIsSeenOnceAndWhole(String task) {
        Outcome outcome = CROWD.in(Mode.STUB).arguments(task).outcome().succeeded();
        assertEquals(List.of("done"), outcome.out());
    }

    @Test
    void objectsMayComeAndGo() {
        Object library =
                CProgram.library("filter_ways", "-DLIBRARY", "-Wl,-z,now").file();
        Outcome outcome =
                CROWD.in(Mode.STUB).arguments("opened", library).outcome().succeeded();
        assertEquals(List.of("done"), outcome.out());
    }

    @Test
    void tooManyAtOnceAreRefused() {
        Outcome outcome = CROWD.in(Mode.STUB).arguments("at-once").outcome().succeeded();
        assumeTrue(outcome.facts("unavailable:").isEmpty(), outcome::toString);
        assertEquals(List.of("many sockets, then -12", "done"), outcome.out());
    }
}
