// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/**
 * One sender writes a numbered sequence over 200 sockets, and a reader that does as {@code onload_ordered_epoll_wait} says
 * sees it in order. The seed is among the lines of a failure.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class NumberedMessagesIT {
    private static final int MESSAGES = 20_000;
    private static final int ANY = 1_000_000;

    /** Sender and reader wait for one another 20 000 times, which takes long where others compute. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void datagramsAreReadInOrder() {
        Outcome outcome = read("udp", 1);
        assertEquals(List.of("0"), outcome.facts("late datagrams"), outcome::toString);
    }

    /** The sender waits with the next message of a stream until the one before was read. */
    @Test
    void datagramsAndStreamsAreReadInOrder() {
        Outcome outcome = read("mixed", 1);
        assertEquals(List.of("0"), outcome.facts("late datagrams"), outcome::toString);
        assertEquals(List.of("0"), outcome.facts("late messages of streams"), outcome::toString);
    }

    /** Of segments that the kernel put together between two waits, only the last has a time: 10 % are late, by plain times 45. */
    @Test
    void onlyMessagesThatTheKernelPutTogetherAreLate() {
        Outcome outcome = read("mixed", ANY);
        assertEquals(List.of("0"), outcome.facts("late datagrams"), outcome::toString);
        int late = Integer.parseInt(outcome.facts("late messages of streams").get(0));
        assertTrue(late < MESSAGES / 4, outcome::toString);
    }

    private static Outcome read(String kinds, int streamWindow) {
        int seed = ThreadLocalRandom.current().nextInt(1_000_000);
        Outcome outcome = CProgram.of("numbered_messages")
                .linkedToOnload()
                .in(Mode.EMULATE)
                .arguments(kinds, streamWindow, MESSAGES, seed)
                .limit(LIMIT)
                .outcome()
                .succeeded();
        assertEquals(List.of(String.valueOf(MESSAGES)), outcome.facts("read"), outcome::toString);
        return outcome;
    }
}
