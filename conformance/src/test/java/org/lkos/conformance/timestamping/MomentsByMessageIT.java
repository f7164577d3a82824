// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transport;

/**
 * A request that comes with a message concerns that message alone: messages that ask for hardware stamps, for software
 * ones, for none, and those that ask for nothing, are told apart on one socket, though all are read at the end.
 */
class MomentsByMessageIT {
    private static final Integer UNSAID = null;

    private static final List<List<Integer>> ROWS = List.of(
            Stream.of(TX_HARDWARE, TX_SOFTWARE, UNSAID, 0, TX_HARDWARE | TX_SOFTWARE, TX_SOFTWARE, TX_HARDWARE)
                    .toList(),
            Stream.of(UNSAID, TX_SOFTWARE, 0, TX_SOFTWARE, TX_HARDWARE, UNSAID).toList());

    static Stream<Arguments> everyWay() {
        return Transport.available()
                .flatMap(transport -> Stream.of("row", "batch")
                        .filter(way -> way.equals("row") || transport.name().startsWith("UDP"))
                        .flatMap(way -> ROWS.stream().map(row -> Arguments.of(transport, way, row))));
    }

    @ParameterizedTest(name = "{1} of {2} on {0}")
    @MethodSource("everyWay")
    void areToldApart(Transport transport, String way, List<Integer> row) {
        assertMoments(Mode.STUB, transport, way, row, RequestBlocks.everyRequest(OPT_TSONLY));
    }

    /** The rule that the other test goes by is the kernel's. */
    @ParameterizedTest(name = "{1} of {2} on {0}")
    @MethodSource("everyWay")
    void areThoseOfTheKernel(Transport transport, String way, List<Integer> row) {
        List<Integer> software = RequestBlocks.everyRequest(OPT_TSONLY).stream()
                .filter(flags -> row.stream().noneMatch(records -> isInHardware(flags, records)))
                .toList();
        assertMoments(Mode.BARE, transport, way, row, software);
    }

    private static void assertMoments(
            Mode mode, Transport transport, String way, List<Integer> row, List<Integer> requests) {
        String records = row.stream().map(each -> Objects.toString(each, "-")).collect(Collectors.joining(","));
        Object[] arguments = Stream.concat(
                        Stream.of(transport.arguments()),
                        Stream.concat(Stream.of(way, records), requests.stream().map(TimestampFlags::hex)))
                .toArray();
        Outcome outcome = CProgram.of("moments_by_message")
                .in(mode)
                .arguments(arguments)
                .outcome()
                .succeeded();
        List<List<String>> moments = RequestBlocks.of(outcome);
        assertEquals(requests.size(), moments.size());
        List<String> faults = IntStream.range(0, requests.size())
                .filter(i -> !String.join("\n", moments.get(i)).matches(expected(requests.get(i), row)))
                .mapToObj(i ->
                        hex(requests.get(i)) + " gives " + moments.get(i) + ", not " + expected(requests.get(i), row))
                .limit(3)
                .toList();
        assertEquals(List.of(), faults);
    }

    private static String expected(int flags, List<Integer> row) {
        return row.stream()
                .map(records -> expected(flags, records))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String expected(int flags, Integer records) {
        int effective = effective(flags, records);
        if (isInHardware(flags, records)) {
            return "sent: " + Direction.TRANSMIT.stamps(effective);
        }
        if ((effective & TX_SOFTWARE) == 0) {
            return "";
        }
        return (effective & SOFTWARE) != 0 ? "sent: set zero zero" : "sent: no stamps";
    }

    private static boolean isInHardware(int flags, Integer records) {
        return Direction.TRANSMIT.isInHardware(effective(flags, records));
    }

    /** What a message asks for replaces what its socket asks for. */
    private static int effective(int flags, Integer records) {
        return records == null ? flags : flags & ~(TX_HARDWARE | TX_SOFTWARE) | records;
    }
}
