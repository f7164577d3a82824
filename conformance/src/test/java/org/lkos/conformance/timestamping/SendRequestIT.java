// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_CMSG;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING_NEW;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;

/** Stamps asked for by control message: each message gets what it asked for itself, and memory stays as it was. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class SendRequestIT {
    private static final CProgram BY_MESSAGE = CProgram.of("stamps_by_message");
    private static final int NUMBERED = OPT_ID | OPT_TSONLY;
    private static final String NONE = "none";
    private static final List<String> MIXED = List.of("0x1", NONE, "0x2", "0", "0x3", NONE, "0x1", "0x2");

    static Stream<Arguments> everyCallOnEveryKind() {
        return SocketKind.stamped()
                .flatMap(kind -> Stream.of("sendmsg", "sendmmsg").map(call -> Arguments.of(call, kind)));
    }

    static Stream<Arguments> mixtures() {
        int reports = NUMBERED | RAW_HARDWARE;
        return Stream.of("sendmsg", "sendmmsg")
                .flatMap(call -> Stream.of(
                                reports,
                                reports | SOFTWARE,
                                reports | SOFTWARE | SYS_HARDWARE,
                                reports | SOFTWARE | TX_SOFTWARE,
                                reports | SOFTWARE | TX_HARDWARE)
                        .map(flags -> Arguments.of(call, hex(flags))));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCallOnEveryKind")
    void isServedAsAsked(String call, SocketKind kind) {
        assertAsAsked(call, SO_TIMESTAMPING, SO_TIMESTAMPING, kind, 0);
        assertAsAsked(call, SO_TIMESTAMPING, SO_TIMESTAMPING, kind, OPT_ID | OPT_TSONLY);
        assertAsAsked(call, SO_TIMESTAMPING, SO_TIMESTAMPING, kind, OPT_CMSG);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCallOnEveryKind")
    void isServedUnderEitherNumber(String call, SocketKind kind) {
        assertAsAsked(call, SO_TIMESTAMPING_NEW, SO_TIMESTAMPING, kind, 0);
        assertAsAsked(call, SO_TIMESTAMPING, SO_TIMESTAMPING_NEW, kind, 0);
        assertAsAsked(call, SO_TIMESTAMPING_NEW, SO_TIMESTAMPING_NEW, kind, 0);
    }

    @ParameterizedTest(name = "beside {0} others, {1}")
    @CsvSource({"9, ipv4", "9, ipv6", "160, ipv4"})
    void isServedInBatchesOfAnyLength(int companions, String family) {
        CProgram batches = CProgram.of("batches");
        Outcome software = BareKernel.outcome(batches, hex(NUMBERED | SOFTWARE), TX_SOFTWARE, 0, companions, family);
        Outcome hardware = batches.in(Mode.STUB)
                .arguments(hex(NUMBERED | RAW_HARDWARE), TX_HARDWARE, 2, companions, family)
                .outcome();
        Transparency.assertSame(software, hardware);
    }

    /** Other messages of the socket carry what they asked for, or what the socket was asked for, and no more. */
    @ParameterizedTest(name = "{0} on a socket with {1}")
    @MethodSource("mixtures")
    void concernsItsMessageAlone(String call, String flags) {
        List<Object> arguments = new ArrayList<>(List.of(call, "udp", "ipv4", flags));
        arguments.addAll(MIXED);
        Outcome outcome = CProgram.of("mixed_messages")
                .in(Mode.STUB)
                .arguments(arguments.toArray())
                .outcome()
                .succeeded();
        List<String> expected = expectedOfMixture(Integer.decode(flags));
        assertEquals(expected.size(), outcome.out().size(), outcome::toString);
        for (int i = 0; i < expected.size(); i++) {
            String line = outcome.out().get(i);
            String pattern = expected.get(i);
            assertTrue(line.matches(pattern), () -> "not " + pattern + ": " + line + "\nin " + outcome);
        }
    }

    /** The kernel numbers those messages alone that anything is recorded of. */
    private static List<String> expectedOfMixture(int flags) {
        List<String> expected = new ArrayList<>();
        int number = 0;
        for (String asked : MIXED) {
            int records = asked.equals(NONE) ? flags & (TX_HARDWARE | TX_SOFTWARE) : Integer.decode(asked);
            if (records != 0) {
                int request = flags & ~(TX_HARDWARE | TX_SOFTWARE) | records;
                expected.add(number++ + ": " + expectedOfMessage(request));
            }
        }
        return expected;
    }

    private static String expectedOfMessage(int request) {
        if (Direction.TRANSMIT.isInHardware(request)) {
            return Direction.TRANSMIT.stamps(request);
        }
        return (request & SOFTWARE) != 0 ? "set zero zero" : "no stamps";
    }

    private static void assertAsAsked(String call, int type, int option, SocketKind kind, int bits) {
        new ShownStamps(BY_MESSAGE, Direction.TRANSMIT, RequestBlocks.everyRequest(bits))
                .assertAsAsked("software", call, type, option, kind.protocol(), kind.family());
    }
}
