// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/**
 * Calls that wait, left by cancellation or by a long jump from a signal handler: the next call works, and nothing is lost.
 * A thread that waits there is cancelled as in {@code recv}, {@code send} and {@code epoll_wait}.
 */
@ShippedLibrariesOnly("its runtime has memory of its own, and delays signals and cancellation")
class AbandonedCallsIT {
    @ParameterizedTest
    @CsvSource({
        "receive-udp, leap, STUB",
        "receive-udp, cancelled, EMULATE",
        "receive-udp, asynchronous, STUB",
        "receive-tcp, leap, EMULATE",
        "receive-tcp, cancelled, STUB",
        "receive-tcp, asynchronous, EMULATE",
        "send, leap, STUB",
        "send, cancelled, EMULATE",
        "send, asynchronous, STUB",
        "template, leap, EMULATE",
        "template, cancelled, STUB",
        "template, asynchronous, EMULATE",
        "ordered, leap, STUB",
        "ordered, leap, EMULATE",
        "ordered, cancelled, STUB",
        "ordered, cancelled, EMULATE",
        "ordered, asynchronous, EMULATE",
    })
    void loseNothing(String call, String way, Mode mode) {
        List<String> facts = CProgram.of("abandoned")
                .linkedToOnload()
                .in(mode)
                .environment("EF_MAX_PACKETS", 1024)
                .arguments(call, way)
                .outcome()
                .succeeded()
                .out();
        assertEquals(List.of("wrong 0", "pages grown 0", "descriptors 0", "buffers lost 0"), facts);
    }
}
