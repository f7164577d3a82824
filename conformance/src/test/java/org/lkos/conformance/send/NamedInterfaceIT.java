// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transport;

/** Messages that name the interface they leave by, which the kernel refuses, are sent as without the name. */
class NamedInterfaceIT {
    private static final CProgram MESSAGES = CProgram.of("named_interface");
    private static final List<String> TAKEN = List.of("8 untouched", "1 untouched");
    private static final List<String> REFUSED = List.of("-1 EINVAL", "-1 EINVAL");

    static Stream<Arguments> cases() {
        return Stream.of("0", "0x18", "0x40", "0x41")
                .flatMap(flags -> Transport.available().map(transport -> Arguments.of(flags, transport)));
    }

    @ParameterizedTest(name = "on {1} with {0}")
    @MethodSource("cases")
    void areSentAsWithoutTheName(String flags, Transport transport) {
        Outcome without = MESSAGES.in(Mode.BARE)
                .arguments(transport.arguments("0", flags))
                .outcome()
                .succeeded();
        Outcome with = MESSAGES.in(Mode.STUB)
                .arguments(transport.arguments("1", flags))
                .outcome();
        assertSame(without, with);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 1000})
    void areExpectedAtFirstAndOfWhoAsked(int before) {
        Outcome outcome = CProgram.of("interface_feature")
                .linkedToOnload()
                .in(Mode.STUB)
                .arguments(before)
                .outcome()
                .succeeded();
        assertEquals(before < 16 ? TAKEN : REFUSED, answers(outcome, 0));
        assertEquals(TAKEN, answers(outcome, 2));
        assertEquals(List.of("1 untouched"), outcome.facts("may it:"));
        assertEquals(TAKEN, answers(outcome, 5));
        assertEquals(REFUSED, answers(outcome, 7), "no socket of Onload's");
    }

    /** Two lines, without what comes before their colons. */
    private static List<String> answers(Outcome outcome, int first) {
        return outcome.out().subList(first, first + 2).stream()
                .map(line -> line.replaceAll(".*: ", ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0x40"})
    void streamStaysWholeWhereLittleIsTakenAtATime(String flags) {
        int seed = RandomGenerator.getDefault().nextInt(1 << 30);
        Outcome outcome = CProgram.of("named_stream")
                .linkedToOnload()
                .in(Mode.STUB)
                .arguments(flags, seed)
                .outcome();
        assertEquals(
                List.of("whole, and short ones among it"), outcome.succeeded().out(), outcome::toString);
    }
}
