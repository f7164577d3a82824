// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;
import org.lkos.conformance.harness.Transport;

/** Requests in Onload's own forms: what is taken, what is refused, and what options say of them and of one another. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class DialectRequestsIT {
    private static final CProgram REQUESTS = CProgram.of("dialect_requests");
    private static final String TAKEN = "0 untouched";
    private static final String REFUSED = "-1 EINVAL";

    private static final List<String> SAMPLE = List.of(
            "37:0",
            "37:0x18",
            "37:0x74",
            "65:0x44",
            "function:0",
            "function:0x1",
            "function:0x6",
            "function:0x2007",
            "records:0",
            "records:0x1a",
            "records:0x64",
            "records:0x80002cff");

    private static final List<String> REFUSED_SAMPLE = List.of(
            "function:0x8", "function:0x4001", "records:0x80000", "records:0x800021", "stream:0x20", "stream:0x6e");

    private static final List<String> STREAM_SAMPLE = List.of("stream:0x21", "stream:0x7f", "stream:0x10881");

    private static final List<String> TCP_STATES = List.of("fresh", "bound", "listening", "sender", "receiver");
    private static final List<String> UDP_STATES = List.of("fresh", "bound", "sender", "receiver");

    @Test
    void optionTakesArgumentsAsTheKernelsOwn() {
        CProgram number = CProgram.of("option_number");
        Outcome kernels = BareKernel.outcome(number, SO_TIMESTAMPING);
        Transparency.assertSame(
                kernels, number.in(Mode.STUB).arguments(Dialect.OOEXT).outcome());
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void replaceOneAnotherInAnyOrder(Transport transport) {
        List<String> row = new ArrayList<>();
        for (String first : sample(transport)) {
            for (String second : sample(transport)) {
                row.addAll(List.of(first, second));
            }
        }
        assertReadings("row", transport, row, List.of("own", "dup"));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void followTheSocket(Transport transport) {
        assertReadings("journey", transport, sample(transport), List.of("own", "child", "program"));
    }

    /** Onload tries its option on the kernel's socket first, where a TCP socket has one and is not connected. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "tcp, records:0x64, 0x64, bound listening",
        "tcp, function:0x3, 0, ''",
        "udp, records:0x64, 0x64, ''",
        "udp, function:0x3, 0, ''"
    })
    void dependOnTheStateOfSockets(String protocol, String request, String reading, String refusingStates) {
        List<String> expected = new ArrayList<>(List.of("request " + request));
        for (String state : protocol.equals("tcp") ? TCP_STATES : UDP_STATES) {
            boolean refused = List.of(refusingStates.split(" ")).contains(state);
            expected.add(" " + state);
            expected.add("  answer: " + (refused ? "-1 ENOPROTOOPT" : TAKEN));
            expected.add("  own reads 0 0 " + (refused ? "0" : reading));
        }
        assertEquals(expected, run("states", protocol, "ipv4", request).out());
    }

    @Test
    void streamsAreAskedForInAnyStateOfTcp() {
        List<String> expected = new ArrayList<>(List.of("request stream:0x21"));
        for (String state : TCP_STATES) {
            expected.addAll(List.of(" " + state, "  answer: " + TAKEN, "  own reads 0x800021 0 0"));
        }
        assertEquals(expected, run("states", "tcp", "ipv6", "stream:0x21").out());
    }

    @Test
    void functionLooksAtFlagsFirst() {
        assertEquals(
                List.of(
                        "request function:0x8",
                        " file: -1 EINVAL",
                        " closed: -1 EINVAL",
                        " -1: -1 EINVAL",
                        "request function:0x7",
                        " file: -1 ENOTTY",
                        " closed: -1 ENOTTY",
                        " -1: -1 ENOTTY",
                        "request function:0",
                        " file: -1 ENOTTY",
                        " closed: -1 ENOTTY",
                        " -1: -1 ENOTTY"),
                run("strangers", "udp", "ipv4", "function:0x8", "function:0x7", "function:0")
                        .out());
    }

    private static List<String> sample(Transport transport) {
        boolean tcp = transport == Transport.TCP_IPV4 || transport == Transport.TCP_IPV6;
        return Stream.of(SAMPLE, REFUSED_SAMPLE, tcp ? STREAM_SAMPLE : List.<String>of())
                .flatMap(List::stream)
                .toList();
    }

    private static void assertReadings(
            String subject, Transport transport, List<String> requests, List<String> readers) {
        List<String> expected = new ArrayList<>();
        String reading = "0 0 0";
        for (String request : requests) {
            boolean refused = REFUSED_SAMPLE.contains(request);
            reading = refused ? reading : reading(request);
            expected.add("request " + request);
            expected.add(" answer: " + (refused ? REFUSED : TAKEN));
            for (String reader : readers) {
                expected.add(" " + reader + " reads " + reading);
            }
        }
        Object[] arguments = Stream.concat(Stream.of(transport.arguments(subject)), requests.stream())
                .toArray();
        assertEquals(
                String.join("\n", expected), String.join("\n", run(arguments).out()));
    }

    /** What SO_TIMESTAMPING by its old number, by its new one and SO_TIMESTAMPING_OOEXT say after a request. */
    private static String reading(String request) {
        String flags = request.substring(request.indexOf(':') + 1);
        switch (request.substring(0, request.indexOf(':'))) {
            case "37":
                return flags + " 0 0";
            case "65":
                return flags + " " + flags + " 0";
            case "records":
                return "0 0 " + flags;
            case "stream":
                return TimestampFlags.hex(Integer.decode(flags) | Dialect.STREAM) + " 0 0";
            default:
                return "0 0 0";
        }
    }

    private static Outcome run(Object... arguments) {
        return REQUESTS.in(Mode.STUB).arguments(arguments).outcome().succeeded();
    }
}
