// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_ACK;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SCHED;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** ONLOAD_SOF_TIMESTAMPING_STREAM: of each piece of a TCP stream, when it was sent and how many bytes it has. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class StreamPiecesIT {
    private static final int MESSAGES = 3;
    private static final List<Integer> REQUESTS = RequestBlocks.everyRequest(0).stream()
            .filter(flags -> (flags & TX_HARDWARE) != 0)
            .toList();

    static Stream<Arguments> receives() {
        return bothFamilies(ReceiveCall.RECVMSG, ReceiveCall.RECVMMSG, ReceiveCall.PEEK);
    }

    static Stream<Arguments> sends() {
        return bothFamilies(ReceiveCall.ERROR, ReceiveCall.ERRORS);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("sends")
    void eachComesAloneWhateverElseIsAskedFor(ReceiveCall call, String family) {
        List<String> piece = new ShownForm(Dialect.STREAM, 40, "piece of 8 bytes, sent set, last zero")
                .alone("message of 0 bytes, flags 0x2000, name of 0");
        List<String> expected = Collections.nCopies(MESSAGES, piece).stream()
                .flatMap(List::stream)
                .toList();
        for (int options : List.of(0, TX_SCHED | TX_ACK)) {
            List<List<String>> blocks = RequestBlocks.of(messages(call, family, "stream", options));
            assertEquals(Collections.nCopies(REQUESTS.size(), expected), blocks);
        }
    }

    /** What is received meanwhile is shown as if only that had been asked for, but for remains of what is not shown. */
    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("receives")
    void whatIsReceivedIsInTheKernelsForm(ReceiveCall call, String family) {
        assertEquals(
                withoutRemains(messages(call, family, "37", 0)), withoutRemains(messages(call, family, "stream", 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipv4", "ipv6"})
    void isAsLongAsWasSentByAnyCall(String family) {
        List<String> expected = new ArrayList<>();
        for (String call : "send sendto write writev sendmsg sendmmsg splice sendfile".split(" ")) {
            expected.add(call + ": events 0x8, piece of " + (100 + expected.size()));
        }
        expected.add("no more: -1 EAGAIN");
        assertEquals(expected, run("stream_calls", family).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipv4", "ipv6"})
    void isCountedFromTheRequestOrTheConnection(String family) {
        Outcome outcome = run("stream_beginnings", family);
        List<String> pieces = outcome.out().stream()
                .filter(line -> !line.startsWith("connected"))
                .toList();
        assertEquals(10, pieces.size());
        assertEquals(
                List.of(),
                pieces.stream().filter(line -> !line.endsWith(": 100 101 102")).toList());
        assertEquals(
                List.of("connected: 0 untouched", "connected again: -1 EISCONN", "connected again: -1 EISCONN"),
                outcome.out().stream()
                        .filter(line -> line.startsWith("connected"))
                        .toList());
    }

    /** Whoever asked, and whoever reads: all that were forked from one another count together. */
    @ParameterizedTest(name = "{0} asks on {1}")
    @CsvSource({"parent, ipv4", "parent, ipv6", "child, ipv4", "child, ipv6"})
    void isCountedOnceForAllDescriptors(String asker, String family) {
        List<String> readers = List.of("own", "dup", "child forked before", "thread", "child forked after", "F_DUPFD");
        List<String> expected = IntStream.range(0, 3 * readers.size())
                .mapToObj(i -> readers.get(i % readers.size()) + " " + (100 + i))
                .toList();
        assertEquals(expected, run("stream_readers", asker, family).out());
    }

    /** The bytes of a piece are told of once, however often it is sent. */
    @ParameterizedTest
    @ValueSource(strings = {"ipv4", "ipv6"})
    void whatIsSentAgainIsToldApart(String family) {
        List<String> expected = List.of(
                "before: 100 bytes, first sent set, last sent zero",
                "lost: 70 bytes, first sent set, last sent zero",
                "lost: 60 bytes, first sent set, last sent zero",
                "again: 0 bytes, first sent zero, last sent set",
                "again: 0 bytes, first sent zero, last sent set",
                "after: 80 bytes");
        assertEquals(expected, run("stream_repeats", family).out());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void allBytesAreTold(int seed) {
        assertEquals(
                List.of("told all, in order yes, pieces of one call or more"),
                run("stream_pieces", seed, seed % 2 == 0 ? "ipv4" : "ipv6").out());
    }

    private static Stream<Arguments> bothFamilies(ReceiveCall... calls) {
        return Stream.of(calls).flatMap(call -> Stream.of("ipv4", "ipv6").map(family -> Arguments.of(call, family)));
    }

    private static Outcome messages(ReceiveCall call, String family, String form, int options) {
        Stream<String> requests = REQUESTS.stream().map(flags -> form + ":" + hex(flags | options));
        return run(
                "dialect_messages",
                Stream.concat(Stream.of("own", call, "tcp", family), requests).toArray());
    }

    private static String withoutRemains(Outcome outcome) {
        return String.join("\n", outcome.out()).replace("  rest touched", "  rest untouched");
    }

    private static Outcome run(String program, Object... arguments) {
        return CProgram.of(program).in(Mode.STUB).arguments(arguments).outcome().succeeded();
    }
}
