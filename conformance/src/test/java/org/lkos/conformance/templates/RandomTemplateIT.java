// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Seed;

/** Random lives of templates and buffers: nothing is lost, repeated or cut, and every answer is the model's. */
class RandomTemplateIT {
    private static final int POOL = 1024;
    private static final int OPERATIONS = 120_000;

    @ParameterizedTest
    @CsvSource({"nonblocking, ipv4", "dontwait, ipv6", "blocking, ipv4", "blocking, ipv6"})
    void templateArrivesOnceAsItWasChanged(String style, String family) {
        Outcome outcome = run(CProgram.of("template_stream"), Seed.next(), style, family);
        assertEquals(List.of("0"), outcome.facts("connections with wrong bytes"), outcome::toString);
        assertEquals(List.of("0"), outcome.facts("odd answers"), outcome::toString);
        assertEquals(style.equals("blocking"), count(outcome, "refused") == 0, outcome::toString);
        assertTrue(count(outcome, "sent") > 1000, outcome::toString);
    }

    @RepeatedTest(2)
    void everyOperationAnswersAsTheModel() {
        Outcome outcome = run(CProgram.of("buffer_life"), Seed.next(), OPERATIONS, POOL);
        assertEquals(List.of("0"), outcome.facts("wrong"), outcome::toString);
        assertEquals(OPERATIONS, count(outcome, "operations"), outcome::toString);
        assertTrue(count(outcome, "buffers sent") > 1000, outcome::toString);
        assertTrue(count(outcome, "templates sent") > 1000, outcome::toString);
        assertTrue(count(outcome, "pieces kept") > 100, outcome::toString);
    }

    private static Outcome run(CProgram program, Object... arguments) {
        return program.linkedToOnload()
                .in(Mode.STUB)
                .environment("EF_MAX_PACKETS", POOL)
                .arguments(arguments)
                .outcome()
                .succeeded();
    }

    private static long count(Outcome outcome, String prefix) {
        return Long.parseLong(outcome.facts(prefix).get(0));
    }
}
