// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** One of several things that an application tells facts about, by its name. */
public record Topic(String application, String name) {
    /** The application, linked to the extensions API, prints exactly these lines, whether Onload is emulated or not. */
    public void assertFacts(String... facts) {
        for (Mode mode : List.of(Mode.STUB, Mode.EMULATE)) {
            assertFactsIn(mode, facts);
        }
    }

    /** The same, in one mode. */
    public void assertFactsIn(Mode mode, String... facts) {
        assertEquals(List.of(facts), facts(mode), mode::toString);
    }

    /** It prints what it prints about another topic, likewise. */
    public void assertSameAs(Topic other) {
        for (Mode mode : List.of(Mode.STUB, Mode.EMULATE)) {
            assertEquals(other.facts(mode), facts(mode), mode::toString);
        }
    }

    private List<String> facts(Mode mode) {
        return CProgram.of(application)
                .linkedToOnload()
                .in(mode)
                .arguments(name)
                .outcome()
                .succeeded()
                .out();
    }
}
