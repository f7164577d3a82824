// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** What a filter is shown: each datagram once, all of it in one piece, and whether it was sent to a group. */
class ShownDatagramsIT {
    private static final CProgram SEES = CProgram.of("filter_sees");

    /** 60 by recv, 20 by recvmsg, one after peeking, 35 in a batch. */
    private static final int DATAGRAMS = 116;

    @ParameterizedTest
    @CsvSource({"ipv4, name of 16 2", "ipv6, name of 28 10"})
    void allOfIt(String family, String name) {
        Machine.needsFamily(family);
        Outcome outcome = SEES.in(Mode.STUB).arguments(family).outcome();
        assertSame(SEES.in(Mode.BARE).arguments(family).outcome().succeeded(), outcome);
        String shown = "sees all of \\d+ in 1, control \\(nil\\) of 0, flags 0, 0, " + name;
        assertEquals(
                List.of(),
                outcome.err().stream().filter(line -> !line.matches(shown)).toList());
        assertEquals(DATAGRAMS, outcome.err().size());
    }

    @Test
    void whatItChangesIsDelivered() {
        assertEquals(
                List.of(
                        "changed: 20 untouched",
                        "data !!!!!!!!!!!!!!!!!!!!..",
                        "changed and cut: 5 untouched",
                        "data !!!!!.................",
                        "changed and scattered: 6 untouched",
                        "data !!!.......!!!........."),
                changed().subList(0, 6));
    }

    @Test
    void ofTheSenderNoMoreThanTheCallerHasRoomFor() {
        assertEquals(
                List.of(
                        "recvmsg: 0 untouched",
                        "name of 16 shown, 16 told",
                        "recvfrom: 20 untouched",
                        "name of 16 shown, 16 told",
                        "recvmsg: 0 untouched",
                        "name of 3 shown, 16 told",
                        "recvfrom: 20 untouched",
                        "name of 3 shown, 16 told",
                        "recvmsg: 0 untouched",
                        "name of 0 shown, 16 told",
                        "recvfrom: 20 untouched",
                        "name of 0 shown, 16 told"),
                changed().subList(6, 18));
    }

    private static List<String> changed() {
        return SEES.in(Mode.STUB)
                .arguments("ipv4", "change")
                .outcome()
                .succeeded()
                .out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipv4", "ipv6"})
    void noneOfZeroCopyReceive(String family) {
        Machine.needsFamily(family);
        Outcome outcome = CProgram.of("filter_zero_copy")
                .linkedToOnload()
                .in(Mode.STUB)
                .arguments(family)
                .outcome()
                .succeeded();
        List<String> expected = new ArrayList<>();
        for (int seen = 0; seen < 3; seen++) {
            expected.add("zero-copy: 0 untouched");
            expected.add("2 shown, filter saw " + seen);
            expected.add("recv: 5 untouched");
            expected.add("filter saw " + (seen + 1));
        }
        assertEquals(expected, outcome.out());
    }

    /** To the group and to the host, by recvmsg and by recv, which brings no packet information. */
    @ParameterizedTest
    @CsvSource({
        "ipv4, bound, 1 1",
        "ipv4, information, 1 0 0 0",
        "ipv4, unknown, 0 0 0 0",
        "ipv6, bound, 1 1",
        "ipv6, information, 1 0 0 0",
        "ipv6, unknown, 0 0 0 0"
    })
    void whetherItIsShared(String family, String way, String flags) {
        Machine.needsFamily(family);
        Machine.needsTool("ip");
        Outcome outcome = CProgram.of("filter_multicast")
                .linkedToOnload()
                .in(Mode.STUB)
                .arguments(family, way)
                .outcome();
        assumeTrue(outcome.facts("unavailable:").isEmpty(), outcome::toString);
        String told = String.join(
                " ",
                outcome.succeeded().out().stream()
                        .map(line -> line.replaceAll(".*flags ", ""))
                        .toList());
        assertEquals(flags, told);
    }
}
