// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;

/** {@code onload_get_tcp_info}: of which sockets, in which lengths, and where its numbers come from. */
class ConnectionInfoIT {
    private static final CProgram PROGRAM = CProgram.of("tcp_info").linkedToOnload();

    private static final List<String> OF_NO_CONNECTION =
            List.of("fresh", "listening", "udp", "unix", "file", "closed", "kernel's");

    @Test
    void onlyConnectionsHaveIt() {
        assertEquals(refusals(OF_NO_CONNECTION), lines(Mode.EMULATE, "ipv4").subList(0, 7));
    }

    @Test
    void noSocketHasItInStubMode() {
        List<String> all = List.of("fresh", "listening", "udp", "unix", "file", "closed", "kernel's", "connected");
        assertEquals(refusals(all), lines(Mode.STUB, "ipv4"));
    }

    @Test
    void asMuchIsWrittenAsThereIsRoomFor() {
        assertEquals(
                List.of(
                        "room for 0: 0 0, written so far",
                        "room for 1: 0 1, written so far",
                        "room for 4: 0 4, written so far",
                        "room for 35: 0 35, written so far",
                        "room for 36: 0 36, written so far",
                        "room for 37: 0 36, written so far",
                        "room for 1000: 0 36, written so far"),
                lines(Mode.EMULATE, "ipv4").subList(7, 14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipv4", "ipv6"})
    void numbersAreTheKernels(String family) {
        List<String> lines = lines(Mode.EMULATE, family);
        assertEquals(
                List.of(
                        "so_recvbuf",
                        "so_sndbuf",
                        "so_sndbuf_pkts",
                        "sndbuf_pkts_avail",
                        "snd_mss",
                        "snd_window",
                        "rcv_window",
                        "cong_window"),
                lines.stream()
                        .filter(line -> line.endsWith(" as the kernel has it"))
                        .map(line -> line.split(" ")[0])
                        .toList());
        assertEquals(
                List.of(
                        "rcvbuf_used 0",
                        "received bytes are in use: yes",
                        "less room to send: yes",
                        "windows are not negative: yes",
                        "ended on one side: 1"),
                lines.subList(lines.size() - 5, lines.size()));
    }

    private static List<String> refusals(List<String> kinds) {
        return kinds.stream().map(kind -> kind + ": -1 EINVAL").toList();
    }

    private static List<String> lines(Mode mode, String family) {
        return PROGRAM.in(mode).arguments(family).outcome().succeeded().out();
    }
}
