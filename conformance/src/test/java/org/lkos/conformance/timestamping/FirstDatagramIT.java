// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ_WRITE;
import static org.lkos.conformance.timestamping.TimestampFlags.RAW_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_HARDWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SYS_HARDWARE;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/**
 * The first packet after a request is stamped, though the kernel's switch for receive stamping turns some time later:
 * nobody else has it on here, which each try makes sure of. The bare kernel misses most of them. The socket is sent
 * nothing of what proves that stamping is on.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ_WRITE)
class FirstDatagramIT {
    private static final CProgram FIRST_DATAGRAM = CProgram.of("first_datagram");
    private static final int TRIES = 200;
    private static final int FEWER_TRIES = 40;
    private static final int FEW_TRIES = 20;
    private static final int WAIT_MICROS = 20_000;

    /** Cleared by the first case that waited in vain, so that not all of them do. */
    private static boolean available = true;

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
    @EnumSource(names = {"UDP_IPV6", "TCP_IPV4", "TCP_IPV6", "RAW_IPV4", "RAW_IPV6", "PACKET_DATAGRAM", "PACKET_RAW"})
    void isStampedWhateverTheSocket(SocketKind kind) {
        assertNoneMissed(FEWER_TRIES, RX_HARDWARE | RAW_HARDWARE, kind.protocol(), kind.family());
    }

    /** Sockets that would be sent what is to prove it, and a network without its loopback device. */
    @ParameterizedTest(name = "{1} {2} {0}")
    @CsvSource({
        "overheard, packet, raw",
        "overheard, raw, ipv4",
        "devices, udp, ipv4",
        "devices, raw, ipv4",
        "devices, packet, dgram",
        "devices, packet, raw"
    })
    void isWaitedForWhereNothingCanBeProved(String place, String protocol, String family) {
        Machine.needsTool("ip");
        Outcome preloaded = outcome(FEW_TRIES, RX_HARDWARE | RAW_HARDWARE, place, protocol, family);
        int missed = Integer.parseInt(preloaded.facts("missed").get(0));
        assertTrue(missed < FEW_TRIES / 2, preloaded::toString);
        Matcher least = Pattern.compile("least (\\d+)").matcher(preloaded.toString());
        assertTrue(least.find() && Long.parseLong(least.group(1)) >= WAIT_MICROS, preloaded::toString);
    }

    private static void assertNoneMissed(int tries, int flags, String protocol, String family) {
        assertEquals(
                List.of("0"),
                outcome(tries, flags, "loopback", protocol, family).facts("missed"));
    }

    private static Outcome outcome(int tries, int flags, String place, String protocol, String family) {
        assumeTrue(available, "another process had receive stamping on before");
        Outcome preloaded = FIRST_DATAGRAM
                .in(Mode.STUB)
                .arguments(flags, tries, place, protocol, family)
                .outcome();
        available = preloaded.facts("unavailable: another").isEmpty();
        preloaded.available();
        System.out.println("first packet, " + place + ", " + protocol + " "
                + preloaded.succeeded().out());
        assertEquals(List.of("0"), preloaded.facts("others"));
        assertEquals(List.of("left 0"), preloaded.facts("descriptors"));
        assertEquals(List.of("1"), preloaded.facts("threads"));
        return preloaded;
    }
}
