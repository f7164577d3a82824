// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;

/**
 * Onload's own calls on a socket are not for sockets that are left to the kernel, under emulation alone; and warm sends
 * leave by no socket at all.
 */
class KernelSocketsIT {
    private static final CProgram PROGRAM = CProgram.of("kernel_sockets").linkedToOnload();

    private static final List<String> UDP = List.of(
            "alloc 0, release 0, send 1 0, receive -11, sync 0",
            "template -95 -95 -95, filter 0, recvmsg_kernel -1, stamps 0",
            "standard 0, records 0 0, stream EINVAL");

    private static final List<String> TCP = List.of(
            "alloc 0, release 0, send 1 0, receive -11, sync 0",
            "template 0 0 0, filter -95, recvmsg_kernel -95, stamps 0",
            "standard 0, records 0 0, stream 0");

    private static final List<String> REFUSED = List.of(
            "alloc -94, release -94, send 1 -94, receive -94, sync -94",
            "template -94 -94 -94, filter -94, recvmsg_kernel -94, stamps -25",
            "standard 0, records ENOPROTOOPT ENOPROTOOPT, stream EINVAL");

    private static final List<String> PIPE = List.of(
            "alloc -88, release -88, send 1 -88, receive -88, sync -88",
            "template -95 -95 -95, filter -88, recvmsg_kernel -88, stamps -25",
            "standard ENOTSOCK, records ENOTSOCK ENOTSOCK, stream ENOTSOCK");

    @ParameterizedTest
    @CsvSource({"accelerated", "again accelerated"})
    void acceleratedSocketsAreServed(String whose) {
        assertEquals(UDP, of(whose + " udp", Mode.EMULATE));
        assertEquals(TCP, of(whose + " tcp", Mode.EMULATE));
        assertEquals(TCP, of(whose + " accepted", Mode.EMULATE));
        assertEquals(UDP, of(whose + " copy", Mode.EMULATE));
    }

    @ParameterizedTest
    @CsvSource({"udp", "tcp", "accepted", "copy"})
    void thoseMadeUnderDontAccelerateAreNot(String kind) {
        assertEquals(REFUSED, of("kernel's " + kind, Mode.EMULATE));
    }

    @Test
    void thoseThatAreAskedForAreNotEither() {
        assertEquals(REFUSED.subList(0, 1), of("nonaccel", Mode.EMULATE));
        assertEquals(REFUSED, of("nonaccel connected", Mode.EMULATE));
        assertEquals(REFUSED, of("unicast_nonaccel with a flag", Mode.EMULATE));
        assertEquals(UDP, of("unicast_nonaccel", Mode.EMULATE));
        assertEquals(UDP, of("rx_nonaccel", Mode.EMULATE));
    }

    @ParameterizedTest
    @CsvSource({"EF_UDP=0, udp", "EF_UDP=0, copy", "EF_TCP=0, tcp", "EF_TCP=0, accepted", "EF_DONT_ACCELERATE=1, udp"})
    void norAreKindsThatTheEnvironmentLeavesOut(String setting, String kind) {
        String[] words = setting.split("=");
        List<String> lines = PROGRAM.in(Mode.EMULATE)
                .environment(words[0], words[1])
                .outcome()
                .succeeded()
                .out();
        assertEquals(REFUSED, of("accelerated " + kind, lines.stream()));
    }

    @Test
    void pipesAreNoSockets() {
        assertEquals(PIPE, of("pipe", Mode.EMULATE));
        assertEquals(REFUSED.get(0), of("pipe", Mode.STUB).get(0));
        assertEquals(REFUSED.get(1), of("pipe", Mode.STUB).get(1));
    }

    @Test
    void localSocketsAreTheKernels() {
        assertEquals(REFUSED, of("local", Mode.EMULATE));
    }

    @Test
    void stubModeServesAllOfThem() {
        for (String whose : List.of("accelerated", "kernel's", "again accelerated")) {
            assertEquals(UDP, of(whose + " udp", Mode.STUB));
            assertEquals(TCP, of(whose + " tcp", Mode.STUB));
        }
        assertEquals(TCP, of("nonaccel connected", Mode.STUB));
    }

    @ParameterizedTest
    @CsvSource({"STUB", "EMULATE"})
    void nothingLeavesByWarmSends(Mode mode) {
        List<String> warm =
                lines(mode).filter(line -> line.contains("warm send")).toList();
        assertEquals(6, warm.size());
        warm.forEach(line -> assertEquals("warm send 4, received -1", line.replaceFirst(".*: ", "")));
    }

    private static List<String> of(String what, Mode mode) {
        return of(what, lines(mode));
    }

    private static List<String> of(String what, Stream<String> lines) {
        return lines.filter(line -> line.startsWith(what + ": ") && !line.contains("warm send"))
                .map(line -> line.substring(what.length() + 2))
                .toList();
    }

    private static Stream<String> lines(Mode mode) {
        return PROGRAM.in(mode).outcome().succeeded().out().stream();
    }
}
