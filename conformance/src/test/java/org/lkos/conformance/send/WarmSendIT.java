// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.harness.Transparency.assertSame;
import static org.lkos.conformance.harness.Transparency.assertTransparent;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transport;

/** Sends with {@code ONLOAD_MSG_WARM}: nothing leaves, and the answers are those of the same sends without it. */
class WarmSendIT {
    private static final CProgram RESULTS = CProgram.of("warm_results");
    private static final String WARM = "0x400";

    static Stream<Arguments> topics() {
        return Stream.of(
                        "states",
                        "pending",
                        "sizes",
                        "uncut",
                        "flags",
                        "names",
                        "places",
                        "descriptors",
                        "fields",
                        "control",
                        "headers",
                        "batches")
                .flatMap(topic -> Transport.available().map(transport -> Arguments.of(topic, transport)));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void answersAreTheKernelsWithoutTheFlag(String topic, Transport transport) {
        Outcome sent = results(Mode.BARE, topic, "0", transport).succeeded();
        assertSame(sent, results(Mode.STUB, topic, WARM, transport));
        assertSame(sent, results(Mode.EMULATE, topic, WARM, transport));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void otherSendsAreTheKernels(String topic, Transport transport) {
        Outcome sent = results(Mode.BARE, topic, "0", transport).succeeded();
        assertSame(sent, results(Mode.STUB, topic, "0", transport));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void nothingLeaves(Transport transport) {
        int seed = RandomGenerator.getDefault().nextInt(1 << 30);
        Outcome outcome = CProgram.of("warm_silence")
                .in(Mode.STUB)
                .arguments(transport.arguments(seed))
                .outcome()
                .available();
        assertEquals(
                List.of(
                        "counters the same",
                        "waiting to be sent 0",
                        "arrived: 7 the end",
                        " then: -1 EAGAIN",
                        "warm: 5 untouched",
                        "warm, more: 5 untouched",
                        "by flag: 7 one,two",
                        " then: -1 EAGAIN",
                        "warm: 5 untouched",
                        "warm: 5 untouched",
                        "by option: 7 one,two",
                        " then: -1 EAGAIN"),
                outcome.succeeded().out(),
                outcome::toString);
    }

    /** Onload's answer, where the kernel would wait; not even the packet leaves that would begin to connect. */
    @Test
    void whatIsBeingConnectedIsBroken() {
        List<String> lines = CProgram.of("warm_connecting")
                .in(Mode.STUB)
                .outcome()
                .available()
                .succeeded()
                .out();
        List<String> told =
                lines.stream().filter(line -> !line.contains(" EPIPE")).toList();
        assertEquals(
                List.of(
                        "to be connected, state 2",
                        "counters the same",
                        "state 2",
                        "send: 5 untouched",
                        "arrived: 5 untouched",
                        "bytes first",
                        "state 7",
                        "connecting, state 2",
                        "not waiting is over",
                        "state 2"),
                told);
        lines.stream()
                .filter(line -> line.contains(" EPIPE"))
                .forEach(line -> assertEquals(!line.contains("without signals"), line.endsWith(" SIGPIPE"), line));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void signalHandlersMaySendWarm(Transport transport) {
        Outcome outcome = CProgram.of("warm_interrupts")
                .in(Mode.STUB)
                .arguments(transport.arguments())
                .outcome();
        assertEquals(
                List.of("handlers were content", "left: -1 EAGAIN"),
                outcome.succeeded().out());
    }

    @Test
    void nothingLeavesOverMptcp() {
        Outcome outcome = CProgram.of("warm_mptcp").in(Mode.STUB).outcome().available();
        List<String> answers = outcome.succeeded().out().stream()
                .map(line -> line.replaceAll("^\\w*send\\w*:", "way:"))
                .distinct()
                .toList();
        assertEquals(
                List.of(
                        "way: 5000 untouched",
                        "way: -1 EFAULT",
                        "header unmapped: -1 EFAULT",
                        "arrived: 3 untouched",
                        "bytes end",
                        "way: -1 EPIPE SIGPIPE"),
                answers);
    }

    /** The kernel ignores the flag, and Onload never sees these sockets. */
    @ParameterizedTest
    @CsvSource({
        "unix, dgram",
        "unix, stream",
        "raw, ipv4",
        "raw, ipv6",
        "packet, any",
        "mptcp, ipv4",
        "netlink, any",
        "vsock, any"
    })
    void otherSocketsAreTheKernels(String protocol, String family) {
        CProgram elsewhere = CProgram.of("warm_elsewhere");
        elsewhere.in(Mode.BARE).arguments(protocol, family).outcome().available();
        assertTransparent(elsewhere, protocol, family);
    }

    private static Outcome results(Mode mode, String topic, String flag, Transport transport) {
        return RESULTS.in(mode).arguments(transport.arguments(topic, flag)).outcome();
    }
}
