// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.zerocopy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** Descriptors of every kind, and arguments that make no sense: an error each, and never a crash. */
class ZeroCopyArgumentsIT {
    private static final String NO_SOCKET = "alloc -94, release -94, recv -94, sync -94, kernel -94 untouched";
    private static final String NO_DESCRIPTOR = "alloc -22, release -22, recv -9, sync -22, kernel -9 untouched";

    private final Outcome outcome = Sockets.run("zc_arguments").outcome().succeeded();

    @Test
    void socketsOfTheDataPathAreServed() {
        String udp = "alloc 0, release 0, recv -11, sync 0, kernel -1 EAGAIN";
        assertEquals(List.of(udp), outcome.facts("udp:"));
        assertEquals(List.of(udp), outcome.facts("udp6:"));
        String unconnected = "alloc 0, release 0, recv -107, sync 0, kernel -95 untouched";
        assertEquals(List.of(unconnected), outcome.facts("tcp:"));
        assertEquals(List.of(unconnected), outcome.facts("listening:"));
        assertEquals(
                List.of("alloc 0, release 0, recv -11, sync 0, kernel -95 untouched"), outcome.facts("connected:"));
    }

    @Test
    void otherDescriptorsAreNot() {
        for (String kind : List.of("eventfd", "pipe", "unix datagrams", "netlink of protocol 6", "file", "epoll")) {
            assertEquals(List.of(NO_SOCKET), outcome.facts(kind + ":"), kind);
        }
        // A kernel may have none.
        outcome.facts("multipath:").forEach(answers -> assertEquals(NO_SOCKET, answers));
        for (String kind : List.of("closed", "-1", "high number", "INT_MAX")) {
            assertEquals(List.of(NO_DESCRIPTOR), outcome.facts(kind + ":"), kind);
        }
    }

    @Test
    void aClosedDescriptorIsToldBeforeMemoryThatItCannotTellOf() {
        assertEquals(List.of("release -22", "recv -9"), outcome.facts("used and closed:"));
    }

    @Test
    void buffersAreCountedAndTheirListIsLookedAt() {
        assertEquals(
                List.of(
                        "none: 0 untouched",
                        "fewer: -22 untouched",
                        "too many: -12 untouched",
                        "null: -14 untouched",
                        "16: -14 untouched",
                        "unmapped: -14 untouched",
                        "beyond a page: -14 untouched",
                        "read-only: -14 untouched",
                        "up to the end of a page: 0 untouched",
                        "one: 0 untouched",
                        "room enough, flags 0, unused (nil)",
                        "one: 0 untouched",
                        "room enough, flags 0, unused (nil)",
                        "one: 0 untouched",
                        "room enough, flags 0, unused (nil)",
                        "release: 0 untouched"),
                between("alloc", "release"));
        assertEquals(
                List.of(
                        "none: 0 untouched",
                        "fewer: -22 untouched",
                        "null: -14 untouched",
                        "unmapped: -14 untouched",
                        "beyond a page: -14 untouched",
                        "too many: -14 untouched"),
                between("release", "udp"));
    }

    @Test
    void argumentsOfAReceiveAreLookedAtBeforeAnythingIsReceived() {
        List<String> refused = List.of(
                "null: -14 untouched",
                "8: -14 untouched",
                "unmapped: -14 untouched",
                "beyond a page: -14 untouched",
                "no callback: -14 untouched, shown 0",
                "unmapped name: -14 untouched, shown 0",
                "name of less than nothing: -22 untouched, shown 0",
                "unmapped control data: -14 untouched, shown 0",
                "control data of less than nothing: -22 untouched, shown 0");
        assertEquals(refused, between("udp", "flag: -22 untouched"));
        assertEquals(
                29,
                outcome.facts("flag:").stream().filter("-22 untouched"::equals).count());
        assertEquals(refused, between("tcp", "all there: yes"));
        assertEquals(List.of("yes", "yes"), outcome.facts("all there:"));
    }

    @ShippedLibrariesOnly("a sanitizer is the allocator")
    @Test
    void nothingOfTheProcessIsUsed() {
        assertEquals(List.of("allocations 0", "descriptors 0", "threads 0"), Sockets.lines("zc_footprint"));
    }

    /** The lines after one and before the next that is another. */
    private List<String> between(String first, String next) {
        List<String> rest = outcome.out()
                .subList(outcome.out().indexOf(first) + 1, outcome.out().size());
        return rest.subList(0, rest.indexOf(next));
    }
}
