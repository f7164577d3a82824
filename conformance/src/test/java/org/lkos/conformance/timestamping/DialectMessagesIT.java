// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_CMSG;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_PKTINFO;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transport;

/**
 * Stamps in Onload's own forms: each message is what the bare kernel delivers with a software stamp, byte for byte, but
 * for the stamp itself, which is in the form that was asked for; and where no stamp was asked for there is none.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class DialectMessagesIT {
    private static final CProgram MESSAGES = CProgram.of("dialect_messages");
    private static final int TRAILER = 1 << 31;

    /** SOF_TIMESTAMPING_OPT_PKTINFO is the one option that the function takes, by no name. */
    private static final int FUNCTION_OPTION = OPT_PKTINFO;

    static Stream<Arguments> everyCall() {
        return Transport.available()
                .flatMap(transport -> Stream.of(ReceiveCall.values()).map(call -> Arguments.of(call, transport)));
    }

    static Stream<Arguments> otherPlaces() {
        return Stream.of("thread", "fork", "relative", "rights", "exec")
                .flatMap(way -> Stream.of(ReceiveCall.RECVMSG, ReceiveCall.RECVMMSG, ReceiveCall.ERROR)
                        .flatMap(call -> Stream.of(Transport.UDP_IPV4, Transport.TCP_IPV6)
                                .map(transport -> Arguments.of(way, call, transport))));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCall")
    void askedForByFunction(ReceiveCall call, Transport transport) {
        assertAsAsked("own", Dialect.FUNCTION, call, transport, 0);
        assertAsAsked("own", Dialect.FUNCTION, call, transport, FUNCTION_OPTION);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCall")
    void askedForByOption(ReceiveCall call, Transport transport) {
        assertAsAsked("own", Dialect.RECORDS, call, transport, 0);
        assertAsAsked("own", Dialect.RECORDS, call, transport, OPT_ID | OPT_TSONLY);
        assertAsAsked("own", Dialect.RECORDS, call, transport, OPT_CMSG | OPT_PKTINFO);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCall")
    void noTrailerHasAStamp(ReceiveCall call, Transport transport) {
        assertAsAsked("own", Dialect.RECORDS, call, transport, TRAILER);
    }

    /** Not records in another program: its first message has the room that the kernel's form takes, and three take more. */
    @ParameterizedTest(name = "{0} {1} on {2}")
    @MethodSource("otherPlaces")
    void whereverTheSocketGoes(String way, ReceiveCall call, Transport transport) {
        assertAsAsked(way, Dialect.FUNCTION, call, transport, 0);
        if (!way.equals("exec")) {
            assertAsAsked(way, Dialect.RECORDS, call, transport, 0);
        }
    }

    private static void assertAsAsked(String way, Dialect dialect, ReceiveCall call, Transport transport, int options) {
        Direction direction = call.direction();
        Stream<String> twins =
                dialect.requests().stream().map(flags -> dialect.kernelRequest(direction, flags, options & ~TRAILER));
        Stream<String> requests = dialect.requests().stream().map(flags -> dialect.request(flags | options));
        Outcome bare = BareKernel.outcome(MESSAGES, arguments("own", call, transport, twins));
        Outcome preloaded = MESSAGES.in(Mode.STUB)
                .arguments(arguments(way, call, transport, requests))
                .outcome()
                .succeeded();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < dialect.requests().size(); i++) {
            int flags = dialect.requests().get(i);
            List<String> kernel = RequestBlocks.of(bare).get(i);
            List<String> actual = RequestBlocks.of(preloaded).get(i);
            boolean stamped = dialect.isStamped(direction, flags);
            List<String> expected = stamped ? dialect.shown(direction, flags).inPlaceOfKernels(kernel) : kernel;
            boolean same = way.equals("own")
                    ? expected.equals(actual)
                    : withoutRemains(expected).equals(withoutRemains(actual));
            if (!same) {
                faults.add(dialect.request(flags | options) + " gives\n" + String.join("\n", actual) + "\nnot\n"
                        + String.join("\n", expected));
            }
        }
        assertEquals(List.of(), faults.stream().limit(1).toList(), () -> faults.size() + " requests are at fault");
    }

    /** The first message that a process receives had the kernel's form before, and remains of it are in gaps. */
    private static List<String> withoutRemains(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("  bytes ") && !line.startsWith("  rest "))
                .toList();
    }

    private static Object[] arguments(String way, ReceiveCall call, Transport transport, Stream<String> requests) {
        return Stream.concat(Stream.of(transport.arguments(way, call)), requests)
                .toArray();
    }
}
