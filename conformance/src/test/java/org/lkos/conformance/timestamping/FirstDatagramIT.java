// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ_WRITE;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;

import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/**
 * The first packet after a request is stamped, though the kernel's switch for receive stamping turns some time later:
 * nobody else has it on here, which each try makes sure of. The bare kernel misses most of them.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ_WRITE)
class FirstDatagramIT {
    private static final CProgram FIRST_DATAGRAM = CProgram.of("first_datagram");
    private static final int TRIES = 200;
    private static final int FEWER_TRIES = 40;

    @ParameterizedTest
    @ValueSource(
            ints = {
                RX_HARDWARE | RAW_HARDWARE,
                RX_HARDWARE | SYS_HARDWARE,
                RX_HARDWARE | RAW_HARDWARE | SYS_HARDWARE | SOFTWARE
            })
    void isStampedWhateverTheRequest(int flags) {
        assertNoneMissed(TRIES, flags, "udp", "ipv4");
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP_IPV6", "TCP_IPV4", "TCP_IPV6"})
    void isStampedWhateverTheSocket(SocketKind kind) {
        assertNoneMissed(FEWER_TRIES, RX_HARDWARE | RAW_HARDWARE, kind.protocol(), kind.family());
    }

    private static void assertNoneMissed(int tries, int flags, String protocol, String family) {
        Outcome preloaded = FIRST_DATAGRAM
                .in(Mode.STUB)
                .arguments(flags, tries, protocol, family)
                .outcome();
        BareKernel.assumeAvailable(preloaded);
        System.out.println(
                "first packet on " + protocol + " " + preloaded.succeeded().out());
        assertEquals(List.of("0"), preloaded.facts("missed"));
        assertEquals(List.of("left 0"), preloaded.facts("descriptors"));
        assertEquals(List.of("1"), preloaded.facts("threads"));
    }
}
