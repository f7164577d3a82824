// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/** {@code onload_move_fd}: what can be moved to another stack, what cannot and why, and that errno stays. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class MoveIT {
    private static final CProgram MOVES = CProgram.of("moves").linkedToOnload();
    private static final String MOVED = "0 untouched <there>";
    private static final String INVALID = "-22 untouched <here>";
    private static final String BUSY = "-16 untouched <here>";

    @ParameterizedTest
    @ValueSource(strings = {"closed", "bound", "accepted", "accepted, data waiting", "udp", "udp over ipv6"})
    void unusedSocketIsMoved(String socket) {
        assertEquals(MOVED, emulated(socket));
    }

    @Test
    void whatIsThereAlreadyStays() {
        assertEquals(MOVED, emulated("there already"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listening",
                "connected",
                "accepted, data sent",
                "accepted, ended",
                "accepted, template made",
                "udp, bound",
                "udp, connected",
                "pipe",
                "with timestamps"
            })
    void usedSocketStaysWhereItIs(String socket) {
        assertEquals(INVALID, emulated(socket));
    }

    @Test
    void readingIsUse() {
        assertEquals("-22", emulated("accepted, data read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "unix", "closed descriptor", "no descriptor", "kernel's"})
    void whatIsNoEndpointIsRefused(String descriptor) {
        assertEquals("-22 untouched <kernel>", emulated(descriptor));
    }

    @Test
    void nothingIsMovedToTheKernel() {
        assertEquals("-22 <here>", emulated("to the kernel"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watched",
                "watched by its copy",
                "watched by the first of two",
                "watched by the second of two",
                "watched by a copied set",
                "watched by the first of three"
            })
    void socketOfAnEpollSetIsBusy(String socket) {
        assertEquals(BUSY, emulated(socket));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watched no more",
                "watched by a set that is closed",
                "watched by a number that is closed",
                "watched by none of two",
                "watched by none of three",
                "in order before"
            })
    void socketThatLeftItsEpollSetIsNot(String socket) {
        assertEquals(MOVED, emulated(socket));
    }

    @Test
    void templateThatIsGivenUpIsForgotten() {
        assertEquals(MOVED, emulated("accepted, template given up"));
    }

    @Test
    void whatCannotBeRememberedStays() {
        String result = emulated("beyond what is remembered");
        assumeTrue(result != null, "no descriptor of that number is allowed");
        assertEquals("-12 untouched <>", result);
    }

    @Test
    void copiesAreMovedAsWell() {
        assertEquals("<there>", emulated("its copy"));
    }

    @Test
    void everythingIsAcceptedInStubMode() {
        Map<String, String> facts = facts(Mode.STUB);
        facts.values().removeIf(fact -> fact.matches("0( untouched)?( <kernel>)?|<kernel>"));
        assertEquals(Map.of(), facts);
    }

    private static String emulated(String what) {
        return facts(Mode.EMULATE).get(what);
    }

    private static Map<String, String> facts(Mode mode) {
        Map<String, String> facts = new TreeMap<>();
        List<String> lines = MOVES.in(mode).outcome().succeeded().out();
        lines.stream().map(line -> line.split(": ")).forEach(parts -> facts.put(parts[0], parts[1]));
        return facts;
    }
}
