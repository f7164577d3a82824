// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of what the programs print. */
class OneRunTest {
    @Test
    void linesOfReceiveSpeedAreRead() {
        assertEquals(
                Map.of("64 bytes, 8 waiting", new Pair(300, 150.5)),
                OneRun.received("64 bytes, 8 waiting: recvmmsg 300.0 ns, onload_zc_recv 150.5 ns, speed 1.993"));
    }

    @Test
    void linesOfSendSpeedAreReadWhereTheirWayIsWanted() {
        List<String> ways = List.of("onload_zc_send");
        String padded = String.format("%-40s %6d ns %.3f", "onload_zc_send", 2000, 1.5);
        assertEquals(
                Map.of("onload_zc_send, 1 of 64 bytes", new Pair(3000, 2000)),
                OneRun.sent(padded, ways, "1 of 64 bytes"));
        assertEquals(Map.of(), OneRun.sent(padded.replace("onload_zc_send", "sendmsg"), ways, ""));
    }

    @Test
    void otherLinesTellNothing() {
        assertEquals(Map.of(), OneRun.received("hello"));
        assertEquals(Map.of(), OneRun.sent("hello", List.of("hello"), ""));
    }
}
