// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
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

    @ParameterizedTest(name = "{0} on sockets asked for {1}: at most {2}")
    @CsvSource({
        "recv, 37:0, 0",
        "recvfrom, 37:0, 0",
        "read, 37:0, 0",
        "readv, 37:0, 0",
        "setsockopt, 37:0, 3",
        "getsockopt, 37:0, 6",
        "recvmsg-without-control, 37:0, 12",
        "recvmsg, 37:0, 12",
        "recvmsg, 37:0x18, 20",
        "recvmsg, 37:0x44, 45",
        "recvmsg, 37:0x54, 45",
        "recvmsg, 37:0x64, 45",
        "recvmsg, 37:0x74, 45",
        "recvmsg, 37:0x7f, 45",
        "recvmmsg, 37:0, 340",
        "recvmmsg, 37:0x18, 1280",
        "recvmmsg, 37:0x44, 2400",
        "recvmmsg, 37:0x7f, 2400",
        "send, 37:0, 5",
        "sendto, 37:0, 5",
        "sendmsg, 37:0, 5",
        "sendmmsg, 37:0, 5",
        "dup, 37:0, 16",
        "dup, 37:0x44, 16"
    })
    void addedInstructions(String call, String request, int budget) {
        assertWithin(budget, loop(call, "udp", request), loop(call, "udp", request));
    }

    /** What few ask for goes the longer way: no budget was set for it, so these are a little more than it comes to. */
    @ParameterizedTest(name = "{0} on sockets asked for {1}: at most {3}")
    @CsvSource({
        "recvmsg, 37:0x24, 37:0x18, 200",
        "recvmsg, 65:0x44, 37:0x18, 200",
        "recvmsg-of-errors, 37:0x41, 37:0x12, 250",
        "sendmsg, 37:0x44, 37:0, 190",
    })
    void addedInstructionsOnTheLongerWay(String call, String request, String kernelRequest, int budget) {
        assertWithin(budget, loop(call, "udp", kernelRequest), loop(call, "udp", request));
    }

    /** For a socket that has none, in a process in which another has a receive filter. */
    @ParameterizedTest(name = "{0}: at most {1}")
    @CsvSource({"recv, 12", "recvfrom, 12", "read, 12", "readv, 12", "recvmsg, 55", "dup, 30"})
    void addedInstructionsBesideAFilter(String call, int budget) {
        Loop beside = Loop.of(CProgram.of("cost", "-DWITH_FILTER=2"), call, "udp", "ipv4", "37:0");
        assertWithin(budget, beside, beside);
    }

    @Test
    void addedInstructionsToLoad() {
        Machine.needsTool("valgrind");
        long added = Callgrind.addedToProgram(Path.of("/bin/true"));
        System.out.println("loading costs " + added + " instructions");
        assertTrue(added <= MOST_TO_LOAD, () -> "adds " + added + " instructions");
    }

    @ParameterizedTest(name = "{0} on {1} sockets asked for {2}")
    @CsvSource({
        "recvmsg, udp, 37:0, 37:0",
        "recvmsg, udp, 37:0x18, 37:0x18",
        "recvmsg, udp, 37:0x44, 37:0x18",
        "recvmsg, tcp, 37:0x24, 37:0x18",
        "recvmsg, udp, 65:0x74, 37:0x18",
        "recvmsg, udp, function:0x6, 37:0x18",
        "recvmsg, tcp, records:0x74, 37:0x18",
        "recvmmsg, udp, 37:0x74, 37:0x18",
        "recvmsg-of-errors, udp, 37:0x41, 37:0x12",
        "recvmsg-of-errors, udp, 37:0xf5, 37:0x9a",
        "recvmsg-of-errors, tcp, 37:0x21, 37:0x12",
        "recvmsg-of-errors, udp, function:0x3, 37:0x1a",
        "recvmsg-of-errors, tcp, stream:0x21, 37:0x12",
        "sendmsg, udp, 37:0x41, 37:0",
        "sendmmsg, udp, 37:0x41, 37:0",
        "dup, udp, 37:0x44, 37:0"
    })
    void noSystemCallIsAdded(String call, String protocol, String request, String kernelRequest) {
        Strace.needed();
        Map<String, Long> bare = Strace.ofManyRounds(loop(call, protocol, kernelRequest), Mode.BARE);
        assertEquals(bare, Strace.ofManyRounds(loop(call, protocol, request), Mode.STUB));
    }

    /** Control data of more messages than that would take too much of a stack. */
    @Test
    void batchesInFormsOfOnloadsAreReceivedInChunksOfSixteen() {
        Strace.needed();
        long bare = Strace.ofManyRounds(loop("recvmmsg", "udp", "37:0x18"), Mode.BARE)
                .get("recvmmsg");
        Map<String, Long> preloaded = Strace.ofManyRounds(loop("recvmmsg", "udp", "records:0x44"), Mode.STUB);
        assertEquals(bare * 64 / 16, preloaded.remove("recvmmsg"));
        assertEquals(Set.of("write"), preloaded.keySet());
    }

    private static void assertWithin(int budget, Loop bare, Loop preloaded) {
        Machine.needsTool("valgrind");
        double added = Callgrind.addedToRound(bare, preloaded);
        System.out.println(preloaded.arguments() + " costs " + added + " instructions");
        assertTrue(added <= budget, () -> "adds " + added + " instructions");
    }

    private static Loop loop(String call, String protocol, String request) {
        return Loop.of(COST, call, protocol, "ipv4", request);
    }
}
