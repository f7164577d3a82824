// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.Transport;

/** The calls that emulation stands in front of do what the kernel does, in whatever mode and with whatever arguments. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class TransparentCallsIT {
    private static final List<String> SPINNING = List.of("EF_POLL_USEC", "10");

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void descriptorsAreMadeAsEver(Transport transport) {
        assertTransparent(CProgram.of("descriptor_calls"), transport.arguments());
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void messagesAreReceivedAsEver(Transport transport) {
        assertTransparent(CProgram.of("receive_arguments"), transport.arguments("37:0"));
        assertTransparent(CProgram.of("receive_arguments"), transport.arguments("37:0x18"));
    }

    @Test
    void socketsOfEverySortAreMadeAsEver() {
        assertTransparent(CProgram.of("socket_matrix"));
        assertTransparent(CProgram.of("socket_options"));
    }

    @ParameterizedTest
    @MethodSource
    void waitingCallsAreInterruptedAndCancelled(String program, String call) {
        assertTransparent(CProgram.of(program), call, "37:0", "tcp", "ipv4");
    }

    static Stream<Arguments> waitingCallsAreInterruptedAndCancelled() {
        return Stream.of("cancelled", "interrupted")
                .flatMap(program ->
                        Stream.of("recvmsg", "recvmmsg", "accept", "accept4").map(call -> Arguments.of(program, call)));
    }

    private static void assertTransparent(CProgram program, Object... arguments) {
        Outcome bare = program.in(Mode.BARE).arguments(arguments).outcome().succeeded();
        for (Mode mode : List.of(Mode.STUB, Mode.EMULATE)) {
            assertSame(bare, program.in(mode).arguments(arguments).outcome());
        }
        Run spinning = program.in(Mode.EMULATE).environment(SPINNING.get(0), SPINNING.get(1));
        assertSame(bare, spinning.arguments(arguments).outcome());
    }
}
