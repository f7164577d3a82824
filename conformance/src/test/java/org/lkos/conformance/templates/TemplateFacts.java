// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;

/** What the application {@code templates} prints on one of its topics, whether Onload is emulated or not. */
final class TemplateFacts {
    private TemplateFacts() {}

    static void assertFacts(String topic, String... facts) {
        for (Mode mode : List.of(Mode.STUB, Mode.EMULATE)) {
            List<String> printed = CProgram.of("templates")
                    .linkedToOnload()
                    .in(mode)
                    .arguments(topic)
                    .outcome()
                    .succeeded()
                    .out();
            assertEquals(List.of(facts), printed, mode::toString);
        }
    }
}
