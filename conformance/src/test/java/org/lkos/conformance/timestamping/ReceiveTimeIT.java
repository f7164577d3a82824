// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;

/**
 * SO_TIMESTAMP, SO_TIMESTAMPNS and SO_TIMESTAMPING, by their old numbers and their new ones, on one socket in any order,
 * and on many sockets at once: each keeps its value, and messages are of the types that the bare kernel gives.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class ReceiveTimeIT {
    private static final CProgram RECEIVE_TIME = CProgram.of("receive_time");

    static Stream<Arguments> requests() {
        return Stream.of(SocketKind.UDP_IPV4, SocketKind.TCP_IPV6)
                .flatMap(kind -> Stream.of(
                                RX_HARDWARE | RAW_HARDWARE, RX_HARDWARE | RAW_HARDWARE | SYS_HARDWARE | SOFTWARE)
                        .map(flags -> Arguments.of(kind, hex(flags))));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("requests")
    void valuesReadBackInAnyOrder(SocketKind kind, String flags) {
        BareKernel.assertUnchanged(RECEIVE_TIME, "values", flags, kind.protocol(), kind.family());
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("requests")
    void messagesAreOfTheKernelsTypes(SocketKind kind, String flags) {
        Outcome software = BareKernel.outcome(
                RECEIVE_TIME, "message", hex(RX_SOFTWARE | SOFTWARE), kind.protocol(), kind.family());
        Outcome hardware = RECEIVE_TIME
                .in(Mode.STUB)
                .arguments("message", flags, kind.protocol(), kind.family())
                .outcome();
        Transparency.assertSame(software, hardware);
    }

    @ParameterizedTest
    @EnumSource
    void bothNumbersOnDifferentSockets(ReceiveCall call) {
        new ShownStamps(CProgram.of("side_by_side"), call.direction(), RequestBlocks.everyRequest(0))
                .assertAsAsked("software", call, "udp", "ipv4");
        new ShownStamps(CProgram.of("side_by_side"), call.direction(), RequestBlocks.everyRequest(0))
                .assertAsAsked("software", call, "tcp", "ipv6");
    }
}
