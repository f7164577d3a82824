// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_CMSG;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import java.util.List;
import java.util.stream.IntStream;
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

/** Who asks for hardware stamps gets them, in the slots asked for, in messages shaped as the kernel's own. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class HardwareStampIT {
    /** Requests seen in the wild, and every pair of reports beside them. */
    private static final int[] RECEIVE = {
        RX_HARDWARE | RAW_HARDWARE,
        RX_HARDWARE | SYS_HARDWARE,
        RX_HARDWARE | RAW_HARDWARE | SYS_HARDWARE,
        RX_HARDWARE | RAW_HARDWARE | SOFTWARE,
        RX_HARDWARE | RAW_HARDWARE | SYS_HARDWARE | SOFTWARE,
        RX_HARDWARE | RX_SOFTWARE | RAW_HARDWARE | SOFTWARE,
        RX_HARDWARE | RX_SOFTWARE | RAW_HARDWARE | SYS_HARDWARE | SOFTWARE,
        RX_HARDWARE | TX_HARDWARE | RAW_HARDWARE,
        RX_HARDWARE | TX_HARDWARE | SYS_HARDWARE,
        RX_HARDWARE | TX_HARDWARE | RAW_HARDWARE | SOFTWARE | OPT_CMSG,
    };

    private static final int[] TRANSMIT = {
        TX_HARDWARE | RAW_HARDWARE,
        TX_HARDWARE | SYS_HARDWARE,
        TX_HARDWARE | RAW_HARDWARE | SYS_HARDWARE,
        TX_HARDWARE | RAW_HARDWARE | SOFTWARE,
        TX_HARDWARE | RAW_HARDWARE | SYS_HARDWARE | SOFTWARE | OPT_ID | OPT_TSONLY,
        TX_HARDWARE | RX_HARDWARE | RAW_HARDWARE,
        TX_HARDWARE | RX_HARDWARE | SYS_HARDWARE,
        TX_HARDWARE | RX_HARDWARE | RAW_HARDWARE | OPT_ID,
    };

    static Stream<Arguments> received() {
        return cases(Direction.RECEIVE, RECEIVE, "recvmsg", "recvmmsg", "peek");
    }

    static Stream<Arguments> transmitted() {
        return cases(Direction.TRANSMIT, TRANSMIT, "recvmsg", "recvmmsg");
    }

    @ParameterizedTest(name = "{0} {1} {3} of {2}")
    @MethodSource({"received", "transmitted"})
    void comesAsAsked(Direction direction, Transport transport, String flags, String call) {
        Outcome outcome = run(Mode.STUB, direction, transport, flags, call).succeeded();
        assertAll(
                () -> assertStamps(direction.stamps(Integer.decode(flags)), outcome),
                () -> assertEquals(kernelShape(direction, transport, flags, call), shape(outcome)),
                () -> assertEquals(List.of(flags + " length 4"), outcome.facts("flags")));
    }

    private static void assertStamps(String expected, Outcome outcome) {
        List<String> stamps = outcome.facts("stamps");
        assertEquals(3, stamps.size(), outcome::toString);
        assertTrue(stamps.stream().allMatch(line -> line.matches(expected)), () -> expected + " not in " + outcome);
    }

    /** The messages of the software request that comes nearest, without the library. */
    private static List<String> kernelShape(Direction direction, Transport transport, String flags, String call) {
        String twin = hex(direction.softwareTwin(Integer.decode(flags)));
        return shape(run(Mode.BARE, direction, transport, twin, call).succeeded());
    }

    private static Stream<Arguments> cases(Direction direction, int[] requests, String... calls) {
        return Transport.available()
                .flatMap(transport -> IntStream.of(requests)
                        .boxed()
                        .flatMap(flags ->
                                Stream.of(calls).map(call -> Arguments.of(direction, transport, hex(flags), call))));
    }

    private static Outcome run(Mode mode, Direction direction, Transport transport, String flags, String call) {
        return CProgram.of(direction.application())
                .in(mode)
                .arguments(transport.arguments(call, SO_TIMESTAMPING, flags))
                .outcome();
    }

    private static List<String> shape(Outcome outcome) {
        return outcome.out().stream()
                .filter(line -> line.matches("(message|control|error) .*"))
                .toList();
    }
}
