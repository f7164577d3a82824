// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.zerocopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.zerocopy.Sockets.assertPrints;
import static org.lkos.conformance.zerocopy.Sockets.lines;
import static org.lkos.conformance.zerocopy.Sockets.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Transport;

/** {@code onload_zc_recv} on UDP. */
class DatagramReceiveIT {
    private static final int DATAGRAMS = 40_000;
    private static final String UDP = "org.lkos.conformance.zerocopy.Sockets#udp";

    /** One of so many callbacks ends its call; in batches they are received only while none has. */
    static Stream<Arguments> endings() {
        return Sockets.udp().flatMap(transport -> Stream.of(1, 8, 500).map(ending -> Arguments.of(ending, transport)));
    }

    @ParameterizedTest(name = "one of {0} over {1}")
    @MethodSource("endings")
    void everyByteComesOnceWhereCallbacksEndCalls(int ending, Transport transport) {
        List<String> lines = lines("zc_bytes", transport.arguments(Sockets.seed(), DATAGRAMS, ending));
        assertEquals(List.of(DATAGRAMS + " datagrams, 0 faults", "some kept, some ended, some by recv"), lines);
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void everyByteComesOnceWhereNoneDoes(Transport transport) {
        List<String> lines = lines("zc_bytes", transport.arguments(Sockets.seed(), DATAGRAMS, 0));
        assertEquals(List.of(DATAGRAMS + " datagrams, 0 faults", "some kept, none ended, some by recv"), lines);
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void everyByteComesOnceWhereOneDoesLate(Transport transport) {
        List<String> lines = lines("zc_bytes", transport.arguments(Sockets.seed(), DATAGRAMS, 12_000));
        assertEquals(DATAGRAMS + " datagrams, 0 faults", lines.get(0));
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void theLastOfABurstAloneIsItsEnd(Transport transport) {
        String expected = "25545 datagrams in 390 bursts: 390 ends of burst, 0 wrong";
        assertPrints(expected, run("zc_rules", transport.arguments("bursts")));
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void whatACallThatEndedDidNotShowStaysWithTheKernel(Transport transport) {
        int[][] cases = {{1, 5}, {4, 5}, {5, 5}, {50, 100}, {99, 100}, {2, 5}};
        List<String> expected = new ArrayList<>();
        for (int[] one : cases) {
            String line = endOfCall(one[0], one[1]);
            expected.addAll(List.of(line, line));
        }
        assertPrints(String.join("\n", expected), run("zc_rules", transport.arguments("ended")));
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void soItDoesWhereABudgetWasReachedBefore(Transport transport) {
        String expected = "before: wrong 0\n" + endOfCall(41, 100) + "\n" + endOfCall(20, 100);
        assertPrints(expected, run("zc_rules", transport.arguments("budget")));
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void theFirstEndAmidABatchLeavesTheRestToTheNextCalls(Transport transport) {
        String expected = """
                first call 0, shown 10, wrong 0
                second call 0, shown 7, wrong 0
                third call 0, shown 83, wrong 0
                """ + endOfCall(5, 20);
        assertPrints(expected, run("zc_rules", transport.arguments("ended_late")));
        assertPrints("next call 0, shown 90, wrong 0\n", run("zc_rules", transport.arguments("named_late")));
    }

    private static String endOfCall(int after, int sent) {
        int left = sent - after;
        return after + " of " + sent + ": result 0, shown " + after + ", readable " + (left > 0 ? 1 : 0) + ", by recv "
                + left + ", wrong 0";
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void everyLengthComesWholeInPacketsChainedToTheFirst(Transport transport) {
        int[] lengths = {0, 1, 1472, 1855, 1856, 1857, 3712, 3713, 4096, 4097, 8972, 32768, 65507};
        int name = transport == Transport.UDP_IPV6 ? 28 : 16;
        List<String> expected = new ArrayList<>();
        for (int length : lengths) {
            int parts = Math.max(1, (length + 1855) / 1856);
            expected.add(length + " bytes right in " + parts + ", name " + name + ", control 0, flags 0, 0x2");
        }
        assertPrints(String.join("\n", expected), run("zc_rules", transport.arguments("lengths")));
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void waitsAsTheSocketIsSetTo(Transport transport) {
        String expected = """
                ONLOAD_MSG_DONTWAIT: -11 untouched
                O_NONBLOCK: -11 untouched
                SO_RCVTIMEO: -11 untouched
                waited as long
                signal: -4 untouched
                shown 0
                blocking: 0 untouched
                shown 1
                """;
        assertPrints(expected, run("zc_rules", transport.arguments("waiting")));
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void shutDownEndsWaitingAndLosesNothing(Transport transport) {
        String expected = """
                blocking: 0 untouched
                ONLOAD_MSG_DONTWAIT: -11 untouched
                with datagrams: 0 untouched
                shown 2
                without: 0 untouched
                """;
        assertPrints(expected, run("zc_rules", transport.arguments("shut_down")));
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void anErrorOfTheSocketIsToldOnce(Transport transport) {
        String expected = """
                refused: -111 untouched
                again: -11 untouched
                blocking: -111 untouched
                """;
        assertPrints(expected, run("zc_rules", transport.arguments("refused")));
    }

    /** Each datagram is described as recvmsg describes it, whatever the callback did to the description before. */
    @ParameterizedTest
    @MethodSource(UDP)
    @ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
    void namesAndControlDataAreThoseOfRecvmsg(Transport transport) {
        List<String> lines = lines("zc_rules", transport.arguments("described"));
        List<String> byRecvmsg = List.of();
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(" by recvmsg")) {
                start = i + 1;
            } else if (lines.get(i).endsWith(" by onload_zc_recv")) {
                byRecvmsg = lines.subList(start, i);
                start = i + 1;
            } else if (lines.get(i).equals("shown 3")) {
                assertThreeTimes(transport, byRecvmsg, lines.subList(start, i));
                assertEquals("shown 20000, wrong 0", lines.get(i + 1));
            }
        }
        assertEquals(6, lines.stream().filter("shown 3"::equals).count());
        assertEquals(2 * 4, lines.stream().filter("stamps zero set set"::equals).count(), lines::toString);
    }

    private static void assertThreeTimes(Transport transport, List<String> byRecvmsg, List<String> byCallbacks) {
        assertFalse(byRecvmsg.isEmpty());
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            expected.add("name of " + (transport == Transport.UDP_IPV6 ? 28 : 16) + ": the sender");
            expected.addAll(byRecvmsg);
        }
        assertEquals(expected, byCallbacks);
    }

    @ParameterizedTest
    @MethodSource(UDP)
    void whatWasSentToAGroupIsShared(Transport transport) {
        String expected = """
                bound to it
                to the group
                flags 0x3
                asked for the destination
                to the group
                flags 0x3
                to this host
                flags 0x2
                """;
        assertPrints(expected, run("zc_rules", transport.arguments("groups")));
    }
}
