// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;
import org.lkos.conformance.harness.Transport;

/** A control buffer too short for the stamp: cut off as the kernel cuts, and no byte beyond is written. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class TruncatedControlIT {
    private static final CProgram TRUNCATED = CProgram.of("truncated_control");
    private static final int LONGEST = 96;
    private static final int HEADER = 16;
    private static final String MSG_CTRUNC = "0x8";

    static Stream<Arguments> hardwareRequests() {
        return Transport.available()
                .flatMap(transport -> Stream.of("recvmsg", "recvmmsg")
                        .flatMap(call -> Stream.of(
                                        "37:" + (RX_HARDWARE | RAW_HARDWARE),
                                        "37:" + (RX_HARDWARE | SYS_HARDWARE),
                                        "37:" + (RX_HARDWARE | RX_SOFTWARE | RAW_HARDWARE | SOFTWARE),
                                        // Two records are as long as the kernel's three stamps.
                                        "records:" + (RX_HARDWARE | RAW_HARDWARE | SYS_HARDWARE))
                                .map(request -> Arguments.of(transport, call, request))));
    }

    @ParameterizedTest(name = "{1} {0} asked for {2}")
    @MethodSource("hardwareRequests")
    void cutAsTheKernelCutsSoftwareStamps(Transport transport, String call, String request) {
        Outcome software = run(Mode.BARE, transport, call, "37:" + (RX_SOFTWARE | SOFTWARE))
                .succeeded();
        assertEquals(List.of(), damages(software));
        Transparency.assertSame(software, run(Mode.STUB, transport, call, request));
    }

    @ParameterizedTest(name = "{0} of {1} bytes")
    @CsvSource({"function:0x2, 32", "function:0x6, 48", "records:0x44, 40", "records:0x74, 88"})
    void cutInTheSameWayInOnloadsForms(String request, int length) {
        List<String> expected = new ArrayList<>();
        for (int room = 0; room <= LONGEST; room++) {
            int written = room < HEADER ? 0 : Math.min(room, length);
            expected.add(room + ": flags " + (room < length ? MSG_CTRUNC : "0") + " control " + written + " length "
                    + written);
            expected.addAll(List.of("  beginning same", "  rest untouched", "  margin untouched"));
        }
        for (String call : List.of("recvmsg", "recvmmsg")) {
            List<String> lines = run(Mode.STUB, Transport.UDP_IPV4, call, request)
                    .succeeded()
                    .out();
            assertEquals(String.join("\n", expected), String.join("\n", lines));
        }
    }

    private static List<String> damages(Outcome outcome) {
        return outcome.out().stream()
                .filter(line -> line.endsWith(" touched") || line.endsWith(" differs"))
                .toList();
    }

    private static Outcome run(Mode mode, Transport transport, String call, String request) {
        return TRUNCATED.in(mode).arguments(transport.arguments(call, request)).outcome();
    }
}
