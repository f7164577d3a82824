// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.transparency;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertTransparent;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Sanitizer;
import org.lkos.conformance.harness.ShippedLibrariesOnly;
import org.lkos.conformance.harness.Transport;

/** Calls that block: cancelled, interrupted, restarted, left by a long jump, or timed out as on bare libc. */
@ShippedLibrariesOnly(value = "its runtime delays signals and cancellation", unlike = Sanitizer.THREAD)
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class BlockingIT {
    private static final List<String> REQUESTS = List.of("37:0", "37:0x44", "records:0x64", "function:0x2");

    static Stream<Arguments> cases() {
        return Stream.concat(
                Transport.available().flatMap(transport -> cases(transport, "recvmsg", "recvmmsg")),
                cases(Transport.TCP_IPV4, "accept", "accept4"));
    }

    private static Stream<Arguments> cases(Transport transport, String... calls) {
        return Stream.of(calls)
                .flatMap(call -> REQUESTS.stream().map(request -> Arguments.of(transport, call, request)));
    }

    @ParameterizedTest(name = "{1} {0} asked for {2}")
    @MethodSource("cases")
    void cancellation(Transport transport, String call, String request) {
        assertTransparent(CProgram.of("cancelled"), transport.arguments(call, request));
    }

    @ParameterizedTest(name = "{1} {0} asked for {2}")
    @MethodSource("cases")
    void signals(Transport transport, String call, String request) {
        assertTransparent(CProgram.of("interrupted"), transport.arguments(call, request));
    }
}
