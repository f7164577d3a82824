// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/**
 * {@code onload_ordered_epoll_wait} under emulation: what is told of whom, and in what order. A line is a call; of each
 * event it tells the name of the descriptor, what happened, whether it has a time, and how many bytes may be read.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class WireOrderIT {
    private static final CProgram ORDER = CProgram.of("wire_order").linkedToOnload();
    private static final CProgram CHANGES =
            CProgram.of("changed_sets", "-pthread").linkedToOnload();

    @Test
    void eventsComeInTheOrderOfTheirData() {
        String all = "d in norm timed 4, b in timed 2, a in timed 1, c norm timed 3";
        assertLines("kinds", "kinds: " + all, "times: ascending", "kinds again: " + all);
    }

    /** No event follows a datagram socket that holds an older datagram still. */
    @Test
    void datagramsAreReadOneByOne() {
        assertLines(
                "datagrams",
                "datagrams, two before: a in timed 3",
                "datagrams, one before: a in timed 5, b in timed 2",
                "datagrams, none before: b in timed 2, a in timed 7",
                "datagrams, the last: a in timed 7");
    }

    @Test
    void datagramWithoutDataIsReadable() {
        assertLines(
                "empty_datagrams",
                "empty datagrams: a in timed 1",
                "empty datagram: 0 ",
                "one empty datagram: a in timed 1, b in timed 2");
    }

    @Test
    void bytesEndWhereAnotherSocketsDataIsOlder() {
        assertLines(
                "segments",
                "segments, one: a in timed 3",
                "segments, two: a in timed 3, b in timed 2",
                "segments, three: a in timed 3, b in timed 2",
                "segments, five: a in timed 3, b in timed 2",
                "segments, part of the first read: a in timed 1, b in timed 2",
                "segments, the first read: b in timed 2, a in timed 5",
                "segments, the second read: a in timed 5, b in timed 7");
        assertLines(
                "several_at_once",
                "several, a: a in timed 1",
                "several, abc: a in timed 1, b in timed 2, c in timed 3",
                "several, abcab: a in timed 1, b in timed 2, c in timed 3",
                "several, ab: a in timed 4, b in timed 5");
    }

    @Test
    void nobodyElseWaitingMeansThatAllMayBeRead() {
        assertLines("alone", "alone: a in timed 7");
    }

    @Test
    void whatHasNoOrderComesFirst() {
        assertLines(
                "no_order",
                "listener: n in unordered 0",
                "  and data: n in unordered 0, d in timed 6",
                "pipe: n in unordered 0",
                "  and data: n in unordered 0, d in timed 6",
                "writable pipe: n out unordered 0",
                "  and data: n out unordered 0, d in timed 6",
                "unix: n in unordered 0",
                "  and data: n in unordered 0, d in timed 6",
                "event: n in unordered 0",
                "  and data: n in unordered 0, d in timed 6",
                "nested: n in unordered 0",
                "  and data: n in unordered 0, d in timed 6",
                "only writable: n out unordered 0",
                "  and data: n out unordered 0, d in timed 6");
        assertLines("left_to_kernel", "left to the kernel: k in unordered 0");
    }

    @Test
    void endOfStreamComesAfterItsData() {
        assertLines(
                "ends_of_streams",
                "before its end: a in timed 3",
                "data before the end: a in rdhup timed 3, b in timed 2",
                "the end: a in rdhup unordered 0, b in timed 2",
                "end: 0 ");
        assertLines("closed", "never connected: f hup unordered 0", "shut down: a in hup unordered 0");
    }

    @Test
    void streamEndedByBothIsInOrder() {
        assertLines(
                "ended_by_both",
                "ended here: a in timed 1",
                "ended by both: a in hup timed 1, b in timed 2",
                "ended by both, one read: b in timed 2, a in hup timed 1");
    }

    /** And is still there for the application to take. */
    @Test
    void errorHasNoOrder() {
        assertLines(
                "resets",
                "data before a reset: a in err hup timed 3",
                "reset: a in err hup unordered 0",
                "error of a reset: -1 ECONNRESET");
        assertLines(
                "errors",
                "error: a in err unordered 4",
                "error beside data: a err unordered 0, b in timed 2",
                "error that was kept: -1 ECONNREFUSED",
                "after the error: a in timed 4, b in timed 2");
    }

    @Test
    void otherEventsDoNotWaitForData() {
        assertLines(
                "waiting",
                "waiting and writable: a in timed 1, b out unordered 0",
                "its turn and writable: a in timed 2, b in out timed 3");
    }

    @Test
    void littleRoomIsSharedBetweenEventsWithAndWithoutOrder() {
        assertLines(
                "room",
                "room for one: c in timed 1",
                "room for one again: c in timed 1",
                "room for two: c in timed 1, b in timed 2",
                "room for two of five: 2 in unordered 0, c in timed 1",
                "room for two of five again: 1 in unordered 0, c in timed 1",
                "room for one of five: 1 in unordered 0",
                "room for one of five: c in timed 1",
                "room for one of five: 2 in unordered 0",
                "room for one of five: c in timed 1");
    }

    @Test
    void userDataIsTheApplicationsOwn() {
        assertLines(
                "user_data",
                "the same user data: z in timed 3, z in timed 1, z in timed 2",
                "the same user data, one ready: z in timed 1",
                "changed user data: 1 the same",
                "changed user data: 1 the same",
                "changed user data: 1 the same");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinds", "datagrams", "segments", "ends_of_streams", "user_data"})
    void nothingHasATimeInStubMode(String name) {
        List<String> lines =
                ORDER.in(Mode.STUB).arguments(name).outcome().succeeded().out();
        assertFalse(lines.isEmpty());
        assertEquals(
                List.of(),
                lines.stream().filter(line -> line.contains(" timed")).toList());
    }

    private static void assertLines(String name, String... lines) {
        assertEquals(
                List.of(lines),
                ORDER.in(Mode.EMULATE).arguments(name).outcome().succeeded().out());
    }
}
