// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_CMSG;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID_TCP;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_PKTINFO;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_RX_FILTER;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_STATS;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TX_SWHW;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING_NEW;

import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;

/**
 * All 128 combinations of record and report bits: who asks for hardware stamps gets them, in the slots asked for, in
 * messages shaped as the kernel's own; who asks for none sees what the bare kernel shows, byte for byte.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class StampsAsAskedIT {
    static Stream<Arguments> everyCallOnEveryKind() {
        return SocketKind.stamped()
                .flatMap(kind -> Stream.of(ReceiveCall.values()).map(call -> Arguments.of(call, kind)));
    }

    static Stream<Arguments> otherPlaces() {
        return Stream.of("thread", "fork", "exec", "rights")
                .flatMap(way -> Stream.of(SocketKind.UDP_IPV4, SocketKind.TCP_IPV6, SocketKind.RAW_IPV4)
                        .flatMap(kind -> Stream.of(ReceiveCall.RECVMSG, ReceiveCall.ERROR)
                                .map(call -> Arguments.of(way, call, kind))));
    }

    static Stream<Arguments> waysToAccept() {
        return Stream.of("accept", "accept4", "child", "late", "early")
                .flatMap(how -> Stream.of(ReceiveCall.values())
                        .flatMap(call -> Stream.of("ipv4", "ipv6").map(family -> Arguments.of(how, call, family))));
    }

    static Stream<Arguments> streams() {
        return Stream.of(SocketKind.TCP_IPV4, SocketKind.TCP_IPV6)
                .flatMap(kind ->
                        Stream.of(ReceiveCall.RECVMSG, ReceiveCall.ERRORS).map(call -> Arguments.of(call, kind)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCallOnEveryKind")
    void withoutOptions(ReceiveCall call, SocketKind kind) {
        assertAsAsked("own", call, SO_TIMESTAMPING, kind, 0);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCallOnEveryKind")
    void inMessagesOfTheNewType(ReceiveCall call, SocketKind kind) {
        assertAsAsked("own", call, SO_TIMESTAMPING_NEW, kind, 0);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCallOnEveryKind")
    void numbered(ReceiveCall call, SocketKind kind) {
        assertAsAsked("own", call, SO_TIMESTAMPING, kind, OPT_ID | OPT_TSONLY);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCallOnEveryKind")
    void withControlMessages(ReceiveCall call, SocketKind kind) {
        assertAsAsked("own", call, SO_TIMESTAMPING, kind, OPT_CMSG | OPT_PKTINFO | OPT_TX_SWHW);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyCallOnEveryKind")
    void withoutStampsOfNeighbours(ReceiveCall call, SocketKind kind) {
        assertAsAsked("own", call, SO_TIMESTAMPING, kind, OPT_RX_FILTER);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("streams")
    void withStatistics(ReceiveCall call, SocketKind kind) {
        assertAsAsked("own", call, SO_TIMESTAMPING, kind, OPT_ID | OPT_ID_TCP | OPT_TSONLY | OPT_STATS);
    }

    @ParameterizedTest(name = "{0} {1} on {2}")
    @MethodSource("otherPlaces")
    void whereverTheSocketGoes(String way, ReceiveCall call, SocketKind kind) {
        assertAsAsked(way, call, SO_TIMESTAMPING, kind, 0);
    }

    @ParameterizedTest(name = "{0} and {1} on {2}")
    @MethodSource("waysToAccept")
    void onAcceptedSockets(String how, ReceiveCall call, String family) {
        assertAsAskedOfListeners(how, call, SO_TIMESTAMPING, family, 0);
        assertAsAskedOfListeners(how, call, SO_TIMESTAMPING_NEW, family, OPT_CMSG | OPT_TSONLY);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("streams")
    void fromTheKernelWhereTheDeviceMakesNone(ReceiveCall call, SocketKind kind) {
        ShownStamps.ofEveryRequest(call.direction(), 0)
                .assertAsAsked("auto", "own", call, SO_TIMESTAMPING, kind.protocol(), kind.family());
    }

    private static void assertAsAsked(String way, ReceiveCall call, int option, SocketKind kind, int bits) {
        ShownStamps.ofEveryRequest(call.direction(), bits)
                .assertAsAsked("software", way, call, option, kind.protocol(), kind.family());
    }

    private static void assertAsAskedOfListeners(String how, ReceiveCall call, int option, String family, int bits) {
        new ShownStamps(CProgram.of("accepted_stamps"), call.direction(), RequestBlocks.everyRequest(bits))
                .assertAsAsked("software", how, call, option, family);
    }
}
