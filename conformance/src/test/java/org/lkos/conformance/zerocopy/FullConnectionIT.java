// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.zerocopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Seed;

/** Zero-copy sends over connections that are full: what is taken, and how long they wait. */
class FullConnectionIT {
    @ParameterizedTest
    @CsvSource({"nonblocking, ipv4", "dontwait, ipv6", "blocking, ipv4", "blocking, ipv6"})
    void everyByteArrivesOnceAndNoBufferIsCut(String style, String family) {
        Outcome outcome = CProgram.of("zero_copy_stream")
                .linkedToOnload()
                .in(Mode.STUB)
                .arguments(Seed.next(), style, family)
                .outcome()
                .succeeded();
        assertEquals(List.of("0"), outcome.facts("connections with wrong bytes"), outcome::toString);
        assertEquals(List.of("0"), outcome.facts("cut inside a buffer"), outcome::toString);
        assertEquals(List.of("0"), outcome.facts("taken twice"), outcome::toString);
        assertEquals(List.of("0"), outcome.facts("ownership lost"), outcome::toString);
        boolean waits = style.equals("blocking");
        assertEquals(waits, count(outcome, "short") == 0, outcome::toString);
        assertEquals(waits, count(outcome, "full") == 0, outcome::toString);
        assertTrue(count(outcome, "whole") > 1000, outcome::toString);
    }

    @Test
    void waitsAsSendWaits() {
        assertEquals(
                List.of(
                        "interrupted while some went: some",
                        "handled: yes",
                        "full: EAGAIN",
                        "interrupted: EINTR",
                        "handled: yes",
                        "full: EAGAIN",
                        "restarted and read: all",
                        "handled: yes",
                        "whole: yes",
                        "timed out while some went: some",
                        "full: EAGAIN",
                        "timed out: EAGAIN",
                        "not waited: EAGAIN",
                        "whole: yes"),
                waits("empty"));
    }

    /** Behind ordinary sends the wait is not the kernel's, and any signal ends it. */
    @ParameterizedTest
    @ValueSource(strings = {"interrupted", "timed out", "not waited"})
    void waitsBehindOrdinarySends(String what) {
        List<String> facts = waits("dirty");
        assertTrue(facts.contains(what + (what.equals("interrupted") ? ": EINTR" : ": EAGAIN")), facts::toString);
        assertEquals(
                List.of("whole: yes", "whole: yes"),
                facts.stream().filter(fact -> fact.startsWith("whole")).toList());
    }

    private static List<String> waits(String how) {
        return CProgram.of("zero_copy_wait")
                .linkedToOnload()
                .in(Mode.STUB)
                .arguments(how)
                .outcome()
                .succeeded()
                .out();
    }

    private static long count(Outcome outcome, String prefix) {
        return Long.parseLong(outcome.facts(prefix).get(0));
    }
}
