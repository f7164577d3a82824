// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** What {@code onload_fd_stat} says of a descriptor: whose it is, through copies, children and reuse, and its state. */
class EndpointsIT {
    private static final CProgram LIFE = CProgram.of("endpoint_life").linkedToOnload();
    private static final CProgram STATES = CProgram.of("endpoint_states").linkedToOnload();

    @Test
    void stateIsTheKernelsInOnloadsNumbers() {
        assertEquals(
                List.of(
                        "fresh 1 0x0246",
                        "bound 1 0x0246",
                        "listening 1 0x1246",
                        "connecting 1 0x2326",
                        "connected 1 0x3331",
                        "accepted 1 0x3331",
                        "ended and told 1 0x7393",
                        "told of the end 1 0x432b",
                        "ended, data before it 1 0x63b3",
                        "ended on both sides 1 0x83af",
                        "ended last, data before it 1 0x53af",
                        "reset 1 0x0246",
                        "udp 1 0xb000",
                        "udp over ipv6 1 0xb000",
                        "connected udp 1 0xb000",
                        "pipe 1 0xc000"),
                lines(STATES.in(Mode.EMULATE)));
    }

    @Test
    void copiesAreTheSameEndpoint() {
        for (String call : List.of("dup", "dup2", "dup3", "F_DUPFD", "F_DUPFD_CLOEXEC", "ends of a pipe")) {
            assertEquals("the same", emulated(call), call);
        }
        assertEquals("<kinds>", emulated("copy of a pipe"));
    }

    @Test
    void endpointsOfOneNameAreOfOneStack() {
        assertEquals("two of one stack", emulated("the same name"));
        assertEquals("of two stacks", emulated("another name"));
    }

    @Test
    void copyTakesThePlaceOfWhatWasThere() {
        assertEquals("<later>", emulated("dup2 in its place"));
        assertEquals("<kernel>", emulated("no socket in its place"));
    }

    @Test
    void acceptedSocketIsInItsListenersStack() {
        assertEquals("<listener>", emulated("accepted"));
        assertEquals("<listener>", emulated("accepted by accept4"));
        assertEquals("two of one stack", emulated("accepted and listener"));
        assertEquals("<kernel>", emulated("accepted from the kernel"));
    }

    @Test
    void closedDescriptorIsNone() {
        assertEquals("<kernel>", emulated("closed"));
        assertEquals("<second>", emulated("made again"));
    }

    @Test
    void socketThatNobodySawIsInTheFirstStack() {
        assertEquals("<>", emulated("unseen"));
        assertEquals("<>", emulated("after exec"));
        assertEquals("the same", emulated("after exec and its copy"));
    }

    @Test
    void socketPassedOnInTheProcessIsTheSameEndpoint() {
        assertEquals("the same", emulated("passed on"));
    }

    @Test
    void childInheritsEndpoints() {
        assertEquals("<parent>", emulated("inherited"));
        assertEquals("two of one stack", emulated("inherited and made"));
    }

    @Test
    void makersOfOtherSocketsAreTheKernelsButForPlainUdp() {
        for (String tcp : List.of("nonaccel", "unicast_nonaccel tcp", "rx_nonaccel tcp", "unicast_nonaccel flags")) {
            assertEquals("<kernel>", emulated(tcp), tcp);
        }
        for (String udp : List.of("unicast_nonaccel", "unicast_nonaccel udp", "rx_nonaccel")) {
            assertEquals("<makers>", emulated(udp), udp);
        }
        assertEquals("<kernel>", emulated("rx_nonaccel, none"));
    }

    @Test
    void endpointsAreOfTcpUdpAndPipes() {
        for (String kind : List.of("tcp over ipv6", "udp over ipv6", "pipe", "pipe2")) {
            assertEquals("<kinds>", emulated(kind), kind);
        }
        for (String kind : List.of("unix", "mptcp", "socketpair")) {
            assertEquals("<kernel>", emulated(kind), kind);
        }
    }

    @Test
    void structureMayBeLeftOut() {
        assertEquals("1", emulated("no struct"));
    }

    @Test
    void everyDescriptorIsTheKernelsInStubMode() {
        assertAllOfTheKernel(LIFE.in(Mode.STUB));
        assertAllOfTheKernel(LIFE.in(Mode.EMULATE).environment("LKOS_EMULATE", "0"));
    }

    /** Nobody sees them being made. */
    @Test
    void socketsAreOfTheFirstStackInThePlainLibrary() {
        Run run = LIFE.in(Mode.STUB).environment("LKOS_EMULATE", "1").environment("EF_NAME", "first");
        Map<String, String> facts = facts(run);
        assertEquals("<first>", facts.get("made again"));
        assertEquals("<first>", facts.get("accepted"));
        assertEquals("two of one stack", facts.get("another name"));
        assertEquals("<kernel>", facts.get("pipe"));
        assertEquals("<kernel>", facts.get("nonaccel"));
    }

    @ShippedLibrariesOnly("a sanitizer is the allocator")
    @Test
    void programsOwnAllocatorMakesTheName() {
        CProgram allocator = CProgram.library("counted_malloc");
        Run run = LIFE.in(Mode.EMULATE).preloading(InstallTree.emulatingLibrary(), allocator.file());
        assertEquals("all of this allocator", facts(run).get("names"));
    }

    private static String emulated(String what) {
        return facts(LIFE.in(Mode.EMULATE)).get(what);
    }

    private static void assertAllOfTheKernel(Run run) {
        Map<String, String> facts = facts(run);
        facts.values().removeIf(fact -> fact.matches("<kernel>|0|of no stack"));
        assertEquals(Map.of(), facts);
    }

    /** What each line says, by what it says it of: the last line counts. */
    private static Map<String, String> facts(Run run) {
        Map<String, String> facts = new TreeMap<>();
        for (String line : lines(run)) {
            String[] parts = line.split(": ");
            facts.put(parts[0], parts[1]);
        }
        assertFalse(facts.isEmpty());
        return facts;
    }

    private static List<String> lines(Run run) {
        return run.outcome().succeeded().out();
    }
}
