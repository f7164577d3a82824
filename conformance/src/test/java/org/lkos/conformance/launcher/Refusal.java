// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.lkos.conformance.harness.Outcome;

/** The ways the launcher refuses a program: an exit status and one line. */
enum Refusal {
    NOT_FOUND(127, "not found"),
    NOT_A_PROGRAM(127, "not a program"),
    NOT_EXECUTABLE(127, "not executable"),
    STATIC(126, "statically linked, so no library is preloaded into it"),
    FOREIGN(126, "built for another word size or processor than LKOS"),
    GAINS_RIGHTS(126, "gains rights when started (setuid, setgid), so no library is preloaded into it");

    private final int status;
    private final String reason;

    Refusal(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    void assertOf(Object program, Outcome outcome) {
        assertEquals(List.of("onload: " + program + ": " + reason), outcome.err(), outcome::toString);
        assertEquals(List.of(), outcome.out());
        assertEquals(status, outcome.status());
    }
}
