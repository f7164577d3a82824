// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Callgrind;
import org.lkos.conformance.harness.Companion;
import org.lkos.conformance.harness.Loop;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Strace;

/**
 * Instructions that the library adds to a call, and that it adds no system calls, once a socket has what it asked for. A
 * companion keeps receive stamping on: whoever turns it on waits for it, for as long as that takes.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class CostIT {
    private static final CProgram COST = CProgram.of("cost");
    private static final int MOST_TO_LOAD = 25_000;

    private static Companion stamping;

    @BeforeAll
    static void turnStampingOn() {
        stamping = Companion.of(CProgram.of("stamping_held").in(Mode.BARE));
    }

    @AfterAll
    static void letStampingGo() {
        stamping.close();
    }

    @ParameterizedTest(name = "{0} on sockets asked for {2} by option {1}: at most {3}")
    @CsvSource({
        "recv, 0, 0, 0",
        "setsockopt, 0, 0, 3",
        "getsockopt, 0, 0, 6",
        "recvmsg-without-control, 0, 0, 12",
        "recvmsg, 0, 0, 12",
        "recvmsg, 37, 0x18, 20",
        "recvmsg, 37, 0x44, 45",
        "recvmsg, 37, 0x54, 45",
        "recvmsg, 37, 0x64, 45",
        "recvmsg, 37, 0x74, 45",
        "recvmsg, 37, 0x7f, 45",
        "recvmmsg, 0, 0, 340",
        "recvmmsg, 37, 0x18, 1280",
        "recvmmsg, 37, 0x44, 2400",
        "recvmmsg, 37, 0x7f, 2400",
        "sendmsg, 0, 0, 5",
        "sendmmsg, 0, 0, 5",
        "dup, 0, 0, 11",
        "dup, 37, 0x44, 11"
    })
    void addedInstructions(String call, int option, String flags, int budget) {
        assertWithin(budget, loop(call, "udp", option, flags), loop(call, "udp", option, flags));
    }

    /** What few ask for goes the longer way: no budget was set for it, so these are what it came to. */
    @ParameterizedTest(name = "{0} on sockets asked for {2} by option {1}: at most {4}")
    @CsvSource({
        "recvmsg, 37, 0x24, 0x18, 175",
        "recvmsg, 65, 0x44, 0x18, 180",
        "recvmsg-of-errors, 37, 0x41, 0x12, 225",
        "sendmsg, 37, 0x44, 0, 155",
    })
    void addedInstructionsOnTheLongerWay(String call, int option, String hardware, String software, int budget) {
        assertWithin(budget, loop(call, "udp", option, software), loop(call, "udp", option, hardware));
    }

    @Test
    void addedInstructionsToLoad() {
        Machine.needsTool("valgrind");
        long added = Callgrind.addedToProgram(Path.of("/bin/true"));
        System.out.println("loading costs " + added + " instructions");
        assertTrue(added <= MOST_TO_LOAD, () -> "adds " + added + " instructions");
    }

    @ParameterizedTest(name = "{0} on {1} sockets asked for {3} by option {2}")
    @CsvSource({
        "recvmsg, udp, 0, 0",
        "recvmsg, udp, 37, 0x18",
        "recvmsg, udp, 37, 0x44",
        "recvmsg, tcp, 37, 0x24",
        "recvmsg, udp, 65, 0x74",
        "recvmmsg, udp, 37, 0x74",
        "sendmsg, udp, 37, 0x41",
        "sendmmsg, udp, 37, 0x41",
        "dup, udp, 37, 0x44"
    })
    void noSystemCallIsAdded(String call, String protocol, int option, String flags) {
        assertSameSystemCalls(loop(call, protocol, option, flags), loop(call, protocol, option, flags));
    }

    @ParameterizedTest(name = "on {0} sockets asked for {1} by option 37")
    @CsvSource({"udp, 0x41, 0x12", "udp, 0xf5, 0x9a", "tcp, 0x21, 0x12"})
    void noSystemCallIsAddedForStampsOfSentMessages(String protocol, String hardware, String software) {
        assertSameSystemCalls(
                loop("recvmsg-of-errors", protocol, 37, software), loop("recvmsg-of-errors", protocol, 37, hardware));
    }

    private static void assertWithin(int budget, Loop bare, Loop preloaded) {
        Machine.needsTool("valgrind");
        double added = Callgrind.addedToRound(bare, preloaded);
        System.out.println(preloaded.arguments() + " costs " + added + " instructions");
        assertTrue(added <= budget, () -> "adds " + added + " instructions");
    }

    private static void assertSameSystemCalls(Loop bare, Loop preloaded) {
        Strace.needed();
        assertEquals(Strace.ofManyRounds(bare, Mode.BARE), Strace.ofManyRounds(preloaded, Mode.STUB));
    }

    private static Loop loop(String call, String protocol, int option, String flags) {
        return Loop.of(COST, call, protocol, "ipv4", option, flags);
    }
}
