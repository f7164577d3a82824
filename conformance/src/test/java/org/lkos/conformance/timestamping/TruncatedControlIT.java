// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

    static Stream<Arguments> hardwareRequests() {
        return Transport.available()
                .flatMap(transport -> Stream.of("recvmsg", "recvmmsg")
                        .flatMap(call -> Stream.of(
                                Arguments.of(transport, call, RX_HARDWARE | RAW_HARDWARE),
                                Arguments.of(transport, call, RX_HARDWARE | SYS_HARDWARE),
                                Arguments.of(transport, call, RX_HARDWARE | RX_SOFTWARE | RAW_HARDWARE | SOFTWARE))));
    }

    @ParameterizedTest(name = "{1} {0} flags {2}")
    @MethodSource("hardwareRequests")
    void cutAsTheKernelCutsSoftwareStamps(Transport transport, String call, int flags) {
        Outcome software =
                run(Mode.BARE, transport, call, RX_SOFTWARE | SOFTWARE).succeeded();
        assertEquals(List.of(), damages(software));
        Transparency.assertSame(software, run(Mode.STUB, transport, call, flags));
    }

    private static List<String> damages(Outcome outcome) {
        return outcome.out().stream()
                .filter(line -> line.endsWith(" touched") || line.endsWith(" differs"))
                .toList();
    }

    private static Outcome run(Mode mode, Transport transport, String call, int flags) {
        return TRUNCATED.in(mode).arguments(transport.arguments(call, flags)).outcome();
    }
}
