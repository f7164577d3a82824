// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Companion;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/**
 * Instructions that the library adds to a call, and that it adds no system calls, once a socket has what it asked for. A
 * companion keeps receive stamping on: whoever turns it on waits for it, for as long as that takes.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class CostIT {
    private static final AddedInstructions ADDED = new AddedInstructions();

    private static Companion stamping;

    @BeforeAll
    static void turnStampingOn() {
        stamping = Companion.of(CProgram.of("stamping_held").in(Mode.BARE));
    }

    @AfterAll
    static void letStampingGo() {
        stamping.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limited")
    void addedInstructions(CallCase one) {
        Machine.needsTool("valgrind");
        double added = ADDED.of(one, Mode.STUB);
        assertTrue(one.allows(added), () -> "adds " + added + " instructions");
    }

    static List<CallCase> limited() {
        return CallCase.all().stream().filter(one -> one.budget().isPresent()).toList();
    }

    /** What is counted would be worth little if it differed. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void instructionsAreTheSameTwice(Mode mode) {
        Machine.needsTool("valgrind");
        Loop calls = Condition.NONE.preloaded(CallCase.calls(Condition.NONE));
        assertEquals(Callgrind.ofRounds(calls, mode), Callgrind.ofRounds(calls, mode));
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

    private static Loop loop(String call, String protocol, String request) {
        return Loop.of(CProgram.of("calls"), call, protocol, "ipv4", request);
    }
}
