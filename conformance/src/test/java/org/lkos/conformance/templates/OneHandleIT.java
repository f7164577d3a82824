// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;

/** Of threads that send, release or abort one buffer or one template at once, one does it. */
class OneHandleIT {
    private static final int ROUNDS = 2000;
    private static final int OTHER_THREADS = 3;

    @ParameterizedTest
    @ValueSource(strings = {"buffer", "template"})
    void isUsedOnce(String way) {
        List<String> facts = CProgram.of("one_handle")
                .linkedToOnload()
                .in(Mode.STUB)
                .arguments(way, ROUNDS)
                .outcome()
                .succeeded()
                .out();
        assertEquals(
                List.of(
                        "sent or ended " + ROUNDS,
                        "refused " + ROUNDS * OTHER_THREADS,
                        "odd answers 0",
                        "bytes lost or repeated 0"),
                facts);
    }
}
