// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/** {@code onload_stack_opt_*}: every setting, its kind, range and default; the environment's values; whose they are. */
class StackOptionsIT {
    private static final CProgram EVERY = CProgram.of("every_setting").linkedToOnload();
    private static final CProgram LIFE = CProgram.of("setting_life").linkedToOnload();

    @Test
    void thereAreAsManyAsInOnload() {
        assertEquals(169, numbers().count());
        assertEquals(4, StackOption.all().size() - numbers().count());
    }

    @Test
    void everyNumberHasItsDefaultAndItsRange() {
        List<String> expected = numbers()
                .map(option -> option.name() + " " + option.otherwise() + " kept kept refused refused -22 -22")
                .toList();
        assertEquals(expected, answers(Map.of(), numbers().toList()));
    }

    @Test
    void everyTextIsNoNumber() {
        List<StackOption> texts =
                StackOption.all().stream().filter(StackOption::isText).toList();
        List<String> expected = texts.stream()
                .map(option -> option.name() + " -22 refused refused refused refused 0 0")
                .toList();
        assertEquals(expected, answers(Map.of(), texts));
    }

    @Test
    void environmentGivesEveryNumberItsFirstValue() {
        List<String> found = new ArrayList<>();
        Run run = run(numbers().toList());
        numbers().forEach(option -> run.environment(option.name(), given(option)));
        run.outcome().succeeded().out().forEach(line -> found.add(line.replaceFirst(" [kr].*", "")));
        assertEquals(
                numbers().map(option -> option.name() + " " + given(option)).toList(), found);
    }

    @ParameterizedTest
    @CsvSource({
        "EF_RXQ_MIN, 99999, 65535",
        "EF_IRQ_CORE, -7, -1",
        "EF_RXQ_MIN, 0x10, 16",
        "EF_SPIN_USEC, -1, 4294967295",
        "EF_RXQ_MIN, many, 256",
        "EF_RXQ_MIN, '', 256"
    })
    void environmentIsBroughtIntoTheRange(String name, String given, String found) {
        StackOption option = StackOption.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        String answer = answers(Map.of(name, given), List.of(option)).get(0);
        assertTrue(answer.startsWith(name + " " + found + " "), answer);
    }

    @ParameterizedTest
    @CsvSource({"EF_SPIN_USEC, 500", "EF_BUZZ_USEC, 100", "EF_INT_DRIVEN, 0"})
    void pollTimeStandsForOthers(String name, String found) {
        StackOption option = new StackOption(name, false, 0, 1, 0);
        String answer = answers(Map.of("EF_POLL_USEC", "500"), List.of(option)).get(0);
        assertTrue(answer.startsWith(name + " " + found + " "), answer);
    }

    @Test
    void settingsAreTheThreadsOwnUntilItResetsThem() {
        Run run = LIFE.in(Mode.EMULATE).environment("EF_SCALABLE_FILTERS", "any");
        assertEquals(
                List.of(
                        "at first: 0 0, 0 <any> 4",
                        "set: 0 1, 0 <one> 4",
                        "another thread: 0 0, 0 <any> 4",
                        "another thread, set: 0 2, 0 <two> 4",
                        "after another thread: 0 1, 0 <one> 4",
                        "in a child: 0 1, 0 <one> 4",
                        "after a child: 0 1, 0 <one> 4",
                        "reset: 0",
                        "after a reset: 0 0, 0 <any> 4",
                        "reset: 0",
                        "environment changed: 0 0, 0 <any> 4"),
                run.outcome().succeeded().out().subList(0, 11));
    }

    @Test
    void textsAreWholeOrNotGiven() {
        List<String> lines = LIFE.in(Mode.EMULATE).outcome().succeeded().out();
        assertEquals(
                List.of(
                        "255 characters: 0",
                        "256 characters: -22",
                        "room for 0: -28 8 <------->",
                        "room for 7: -28 8 <------->",
                        "room for 8: 0 8",
                        "got <seven c>"),
                lines.subList(11, 17));
    }

    @Test
    void otherNamesAreRefused() {
        List<String> lines = LIFE.in(Mode.EMULATE).outcome().succeeded().out();
        List<String> nonsense = lines.stream()
                .filter(line -> line.matches("(number|text) of .*"))
                .toList();
        assertEquals(10, nonsense.size());
        nonsense.forEach(line -> assertTrue(line.endsWith(": -22 -22"), line));
        assertEquals("untouched: yes", lines.get(lines.size() - 1));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void launcherKnowsTheName(StackOption option) throws IOException {
        Path settings = InstallTree.shared().resolve("settings");
        assertTrue(Files.readAllLines(settings).contains(option.name()));
    }

    @Test
    void nothingIsKeptInStubMode() {
        Run run = EVERY.in(Mode.STUB).arguments("EF_RXQ_MIN", 5, 9).environment("EF_RXQ_MIN", "5");
        assertEquals(
                List.of("EF_RXQ_MIN -1 lost lost lost lost 0 -1"),
                run.outcome().succeeded().out());
    }

    private static Stream<StackOption> numbers() {
        return StackOption.all().stream().filter(option -> !option.isText());
    }

    /** Some value of the range that is not the default. */
    private static long given(StackOption option) {
        return option.otherwise() == option.largest() ? option.smallest() : option.largest();
    }

    private static List<String> answers(Map<String, String> settings, List<StackOption> options) {
        Run run = run(options);
        settings.forEach(run::environment);
        return run.outcome().succeeded().out();
    }

    private static Run run(List<StackOption> options) {
        Run run = EVERY.in(Mode.EMULATE);
        options.forEach(option -> run.arguments(option.name(), option.smallest(), option.largest()));
        return run;
    }
}
