// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;

/** Requests by message with all that may be wrong with them: same result, same errno, and no crash on bad memory. */
class SendArgumentsIT {
    static Stream<Arguments> cases() {
        return Stream.of(
                        "payloads",
                        "records",
                        "companions",
                        "lying-lengths",
                        "control-lengths",
                        "control-places",
                        "header-places",
                        "fields",
                        "refusals",
                        "batch-places",
                        "descriptors")
                .flatMap(topic -> Stream.of(0, SOFTWARE | RX_SOFTWARE, RAW_HARDWARE, RAW_HARDWARE | TX_HARDWARE)
                        .flatMap(flags -> Stream.of(SocketKind.UDP_IPV4, SocketKind.TCP_IPV6)
                                .map(kind -> Arguments.of(topic, hex(flags), kind))));
    }

    @ParameterizedTest(name = "{0} on {2} with {1}")
    @MethodSource("cases")
    void areTheKernels(String topic, String flags, SocketKind kind) {
        BareKernel.assertUnchanged(CProgram.of("send_arguments"), topic, flags, kind.protocol(), kind.family());
    }
}
