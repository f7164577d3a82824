// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertSame;
import static org.lkos.conformance.timestamping.BareKernel.assertUnchanged;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_CMSG;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID_TCP;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_PKTINFO;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_RX_FILTER;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_STATS;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TX_SWHW;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING_NEW;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_ACK;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_COMPLETION;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SCHED;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/**
 * {@code getsockopt} gives back what {@code setsockopt} was given: all 128 combinations of record and report bits, with
 * options, under either number, wherever the socket goes.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class RequestedFlagsIT {
    private static final CProgram REQUESTED = CProgram.of("requested_flags");

    /** Bits that go with every combination; the first few are for every kind of socket. */
    private static final List<Integer> OPTIONS = List.of(
            0,
            OPT_ID | OPT_TSONLY | OPT_CMSG | OPT_TX_SWHW,
            OPT_RX_FILTER,
            OPT_ID,
            OPT_ID | OPT_ID_TCP,
            OPT_TSONLY | OPT_STATS,
            OPT_CMSG | OPT_PKTINFO | OPT_TX_SWHW,
            TX_SCHED | TX_ACK | TX_COMPLETION);

    private static final int FEW = 3;

    static Stream<Arguments> everyKind() {
        return bothNumbers(SocketKind.exact());
    }

    static Stream<Arguments> journeys() {
        return Stream.of("fork", "exec", "recvmsg", "recvmmsg")
                .flatMap(way -> Stream.of(SocketKind.UDP_IPV4, SocketKind.TCP_IPV6, SocketKind.RAW_IPV4)
                        .flatMap(kind -> Stream.of(SO_TIMESTAMPING, SO_TIMESTAMPING_NEW)
                                .flatMap(option -> Stream.of(0, OPT_ID | OPT_TSONLY)
                                        .map(bits -> Arguments.of(way, kind, option, hex(bits))))));
    }

    static Stream<Arguments> kindsWithoutRoom() {
        return Stream.of(SocketKind.MPTCP, SocketKind.VSOCK).map(kind -> Arguments.of(kind, SO_TIMESTAMPING));
    }

    @ParameterizedTest(name = "{0} by option {1}")
    @MethodSource("everyKind")
    void readBackThroughEveryDescriptor(SocketKind kind, int option) {
        assertUnchanged(REQUESTED, arguments(kind, option));
    }

    @ParameterizedTest(name = "{0} {1} by option {2} with {3}")
    @MethodSource("journeys")
    void followTheSocket(String way, SocketKind kind, int option, String bits) {
        assertUnchanged(CProgram.of("carried_flags"), way, option, kind.protocol(), kind.family(), bits);
    }

    @ParameterizedTest(name = "{0} by option {1}")
    @CsvSource({"ipv4, 37", "ipv6, 37", "ipv4, 65", "ipv6, 65"})
    void passFromListenersToAcceptedSockets(String family, int option) {
        List<Object> arguments = new ArrayList<>(List.of(option, family));
        arguments.addAll(OPTIONS);
        assertUnchanged(CProgram.of("accepted_flags"), arguments.toArray());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"MPTCP", "VSOCK"},
            mode = EnumSource.Mode.EXCLUDE)
    void replaceOneAnotherInAnyOrder(SocketKind kind) {
        assertUnchanged(CProgram.of("flags_in_a_row"), kind.protocol(), kind.family());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "hardware"})
    void readBackWhateverMakesTheStamps(String stampSource) {
        assertUnchanged(stampSource, REQUESTED, arguments(SocketKind.UDP_IPV4, SO_TIMESTAMPING));
        assertUnchanged(stampSource, REQUESTED, arguments(SocketKind.TCP_IPV6, SO_TIMESTAMPING_NEW));
    }

    /** Sockets that have nowhere to keep a request: software bits beside hardware ones, and the number, may get lost. */
    @ParameterizedTest(name = "{0} by option {1}")
    @MethodSource("kindsWithoutRoom")
    void pureRequestsReadBackOnAnySocket(SocketKind kind, int option) {
        Outcome bare = BareKernel.outcome(REQUESTED, arguments(kind, option));
        Outcome preloaded =
                REQUESTED.in(Mode.STUB).arguments(arguments(kind, option)).outcome();
        assertSame(pureRequests(bare), pureRequests(preloaded));
    }

    private static Stream<Arguments> bothNumbers(Stream<SocketKind> kinds) {
        return kinds.flatMap(
                kind -> Stream.of(SO_TIMESTAMPING, SO_TIMESTAMPING_NEW).map(option -> Arguments.of(kind, option)));
    }

    private static Object[] arguments(SocketKind kind, int option) {
        List<Object> arguments = new ArrayList<>(List.of(option, kind.protocol(), kind.family()));
        arguments.addAll(kind.isUdp() || kind.isTcp() ? OPTIONS : OPTIONS.subList(0, FEW));
        return arguments.toArray();
    }

    private static Outcome pureRequests(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        boolean pure = false;
        for (String line : outcome.out()) {
            pure = line.startsWith(" ") ? pure : isPure(Integer.decode(line.substring(0, line.indexOf(' '))));
            if (pure) {
                lines.add(line);
            }
        }
        return new Outcome(outcome.command(), outcome.status(), lines, outcome.err());
    }

    private static boolean isPure(int flags) {
        boolean software = (flags & (TX_SOFTWARE | RX_SOFTWARE | SOFTWARE)) != 0;
        return !software || !TimestampFlags.wantsHardware(flags);
    }
}
