// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** What threads set for themselves is kept in memory that later threads take. */
@ShippedLibrariesOnly("a sanitizer has records of threads itself")
class ThreadRecordsIT {
    /** Room for 8 threads more at once: whether a thread has ended is found out by and by. */
    private static final int PAGES = 8 * 16;

    @Test
    void threadsThatEndedLeaveNothing() {
        Outcome outcome = CProgram.of("thread_records")
                .linkedToOnload()
                .in(Mode.EMULATE)
                .outcome()
                .succeeded();
        int grown = Integer.parseInt(outcome.facts("grown by").get(0));
        assertTrue(grown <= PAGES, outcome::toString);
    }
}
