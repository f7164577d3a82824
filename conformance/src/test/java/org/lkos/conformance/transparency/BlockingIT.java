// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.transparency;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertTransparent;

import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Transport;

/** Calls that block: cancelled, interrupted, restarted, left by a long jump, or timed out as on bare libc. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class BlockingIT {
    private static final int HARDWARE_STAMPS = 0x44;

    static Stream<Arguments> cases() {
        return Stream.concat(
                Transport.available().flatMap(transport -> cases(transport, "recvmsg", "recvmmsg")),
                cases(Transport.TCP_IPV4, "accept", "accept4"));
    }

    private static Stream<Arguments> cases(Transport transport, String... calls) {
        return Stream.of(calls)
                .flatMap(call -> Stream.of(0, HARDWARE_STAMPS).map(flags -> Arguments.of(transport, call, flags)));
    }

    @ParameterizedTest(name = "{1} {0} flags {2}")
    @MethodSource("cases")
    void cancellation(Transport transport, String call, int flags) {
        assertTransparent(CProgram.of("cancelled"), transport.arguments(call, flags));
    }

    @ParameterizedTest(name = "{1} {0} flags {2}")
    @MethodSource("cases")
    void signals(Transport transport, String call, int flags) {
        assertTransparent(CProgram.of("interrupted"), transport.arguments(call, flags));
    }
}
