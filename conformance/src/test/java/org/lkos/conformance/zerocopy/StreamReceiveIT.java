// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.zerocopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.zerocopy.Sockets.assertPrints;
import static org.lkos.conformance.zerocopy.Sockets.lines;
import static org.lkos.conformance.zerocopy.Sockets.run;

import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Transport;

/** {@code onload_zc_recv} on TCP. */
class StreamReceiveIT {
    private static final int LENGTH = 20_000_000;
    private static final String TCP = "org.lkos.conformance.zerocopy.Sockets#tcp";
    private static final String FULL = "1856 bytes beginning with %s in 1, name 0, control 0, flags 0, 0";
    private static final String SHORT = "%d bytes beginning with %s in 1, name 0, control 0, flags 0, 0";

    @ParameterizedTest
    @MethodSource(TCP)
    void everyByteComesOnceAndInOrder(Transport transport) {
        List<String> lines = lines("zc_stream", transport.arguments("bytes", Sockets.seed(), LENGTH));
        assertEquals(List.of(LENGTH + " bytes, wrong 0", "ways all"), lines);
    }

    @ParameterizedTest
    @MethodSource(TCP)
    void returnsWhatCallbacksWereShown(Transport transport) {
        List<String> expected = List.of(
                "ONLOAD_MSG_DONTWAIT: -11 untouched",
                SHORT.formatted(3, "a"),
                "a few: 3 untouched",
                FULL.formatted("a"),
                FULL.formatted("b"),
                SHORT.formatted(1288, "c"),
                "several: 5000 untouched",
                FULL.formatted("a"),
                FULL.formatted("b"),
                "two full ones: 3712 untouched",
                FULL.formatted("a"),
                "ended: 1856 untouched",
                FULL.formatted("b"),
                SHORT.formatted(1288, "c"),
                "the rest: 3144 untouched");
        assertPrints(String.join("\n", expected), run("zc_stream", transport.arguments("calls")));
    }

    @ParameterizedTest
    @MethodSource(TCP)
    void flagsAreThoseThatOnloadKnows(Transport transport) {
        String shown = SHORT.formatted(100, "a") + "\n";
        String expected = shown + "MSG_PEEK: 100 untouched\nMSG_OOB: -22 untouched\nboth: -22 untouched\n" + shown
                + "ONLOAD_MSG_ONEPKT: 100 untouched\n" + shown + "MSG_WAITALL: 100 untouched\n" + shown
                + "MSG_TRUNC: 100 untouched";
        assertPrints(expected, run("zc_stream", transport.arguments("flags")));
    }

    @ParameterizedTest
    @MethodSource(TCP)
    void theEndIsToldByItself(Transport transport) {
        String end = "end: 0 untouched\nend again: 0 untouched\n";
        String expected = SHORT.formatted(100, "a") + "\nbytes: 100 untouched\n" + end + FULL.formatted("a")
                + "\nbytes: 1856 untouched\n" + end;
        assertPrints(expected, run("zc_stream", transport.arguments("end")));
    }

    @ParameterizedTest
    @MethodSource(TCP)
    void anErrorIsToldByItself(Transport transport) {
        String reset = "reset: -104 untouched\nafter it: 0 untouched\n";
        String expected = SHORT.formatted(100, "a") + "\nbytes: 100 untouched\n" + reset + FULL.formatted("a")
                + "\nbytes: 1856 untouched\n" + reset + FULL.formatted("a") + "\n" + FULL.formatted("b")
                + "\nbytes: 3712 untouched\n" + reset;
        assertPrints(expected, run("zc_stream", transport.arguments("reset")));
    }

    @ParameterizedTest
    @MethodSource(TCP)
    void aSocketWithoutAPeerSaysSo(Transport transport) {
        String expected = "closed: -107 untouched\nlistening: -107 untouched";
        assertPrints(expected, run("zc_stream", transport.arguments("not_connected")));
    }

    @ParameterizedTest
    @MethodSource(TCP)
    void waitsAsTheSocketIsSetTo(Transport transport) {
        String expected = "O_NONBLOCK: -11 untouched\nsignal: -4 untouched\nSO_RCVTIMEO: -11 untouched\n"
                + SHORT.formatted(10, "a") + "\nblocking: 10 untouched\nshut down: 0 untouched";
        assertPrints(expected, run("zc_stream", transport.arguments("waiting")));
    }

    @ParameterizedTest
    @MethodSource(TCP)
    void urgentDataStopsNothing(Transport transport) {
        String before = SHORT.formatted(6, "b") + "\n";
        String expected = before + SHORT.formatted(5, "a") + "\ninline 0: 11 bytes, then 0\n" + before
                + SHORT.formatted(6, "!") + "\ninline 1: 12 bytes, then 0";
        assertPrints(expected, run("zc_stream", transport.arguments("urgent")));
    }

    @ParameterizedTest
    @MethodSource(TCP)
    @ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
    void controlDataIsThatOfRecvmsg(Transport transport) {
        List<String> lines = lines("zc_stream", transport.arguments("stamped"));
        assertEquals(6, lines.size());
        assertEquals(lines.subList(0, 3), lines.subList(3, 6));
        assertEquals("stamps zero zero set", lines.get(2));
    }
}
