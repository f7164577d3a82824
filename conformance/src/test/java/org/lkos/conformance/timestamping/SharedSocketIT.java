// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;

/**
 * One socket with many descriptors, one descriptor number with many sockets: what is shown is what was last asked of
 * the socket, whoever asked, and never what was asked of another that had the number before.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class SharedSocketIT {
    private static final List<Integer> SAMPLE = List.of(
            0,
            SOFTWARE | RX_SOFTWARE,
            SOFTWARE | RX_SOFTWARE | TX_SOFTWARE,
            RX_HARDWARE | RAW_HARDWARE,
            RX_HARDWARE | SYS_HARDWARE,
            RX_HARDWARE | RAW_HARDWARE | SYS_HARDWARE | SOFTWARE,
            TX_HARDWARE | RAW_HARDWARE,
            TX_HARDWARE | RX_HARDWARE | RAW_HARDWARE,
            TX_HARDWARE | RX_HARDWARE | SYS_HARDWARE,
            TX_HARDWARE | TX_SOFTWARE | RX_HARDWARE | RX_SOFTWARE | SOFTWARE | SYS_HARDWARE | RAW_HARDWARE);

    static Stream<Arguments> askers() {
        // Not a process that is no relative by fork: that it asked anew is not noticed.
        return Stream.of("own", "dup", "thread", "fork")
                .flatMap(who -> Stream.of(SocketKind.UDP_IPV4, SocketKind.TCP_IPV6)
                        .flatMap(kind -> bothDirections().map(call -> Arguments.of(who, call, kind))));
    }

    static Stream<Arguments> waysToGetADescriptor() {
        return Stream.of(
                        "socket",
                        "accept",
                        "accept4",
                        "dup",
                        "dup2",
                        "dup3",
                        "F_DUPFD",
                        "F_DUPFD_CLOEXEC",
                        "recvmsg",
                        "recvmmsg",
                        "pidfd_getfd")
                .flatMap(how -> bothDirections().map(call -> Arguments.of(how, call)));
    }

    @ParameterizedTest(name = "{0} {1} on {2}")
    @MethodSource("askers")
    void showsWhatWasAskedLast(String who, ReceiveCall call, SocketKind kind) {
        new ShownStamps(CProgram.of("changed_elsewhere"), call.direction(), inEveryOrder())
                .assertAsAsked("software", who, call, "mixed", kind.protocol(), kind.family());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("waysToGetADescriptor")
    void showsWhatWasAskedOfTheSocketThatHasTheNumberNow(String how, ReceiveCall call) {
        new ShownStamps(CProgram.of("reused_number"), call.direction(), inEveryOrder())
                .assertAsAsked("software", how, call, "mixed", "ipv4");
    }

    private static Stream<ReceiveCall> bothDirections() {
        return Stream.of(ReceiveCall.RECVMSG, ReceiveCall.ERROR);
    }

    /** A row in which every request comes right after every other. */
    private static List<Integer> inEveryOrder() {
        List<Integer> row = new ArrayList<>();
        for (int i = 0; i < SAMPLE.size(); i++) {
            for (int j = i + 1; j < SAMPLE.size(); j++) {
                row.add(SAMPLE.get(i));
                row.add(SAMPLE.get(j));
            }
            row.add(SAMPLE.get(i));
        }
        return row;
    }
}
