// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** The options: help, version and demo. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class LauncherIT {
    @ParameterizedTest
    @MethodSource
    void helpIsUsageOnStderrAndStatusOne(Shell shell, String option) {
        assertUsage(0, shell.onload(option).outcome());
    }

    static Stream<Arguments> helpIsUsageOnStderrAndStatusOne() {
        return Shell.each("-h", "--help");
    }

    @EveryShell
    void noProgramIsAnsweredByUsage(Shell shell) {
        assertUsage(0, shell.onload().outcome());
        assertUsage(0, shell.onload("--").outcome());
    }

    @ParameterizedTest
    @MethodSource
    void unknownOptionIsNamedBeforeTheUsage(Shell shell, String option) {
        assertUsage("unknown option " + option, shell.onload(option, "true").outcome());
    }

    static Stream<Arguments> unknownOptionIsNamedBeforeTheUsage() {
        return Shell.each("--no-such", "-x", "-", "-vt");
    }

    @ParameterizedTest
    @MethodSource
    void optionWithoutItsValueIsNamedBeforeTheUsage(Shell shell, String option) {
        assertUsage("option " + option + " needs a value", shell.onload(option).outcome());
    }

    static Stream<Arguments> optionWithoutItsValueIsNamedBeforeTheUsage() {
        return Shell.each("-p", "--profile", "-a", "--app", "--preload");
    }

    @EveryShell
    void optionsOfTheProgramAreItsOwn(Shell shell) {
        assertEquals(
                List.of("--help-p"),
                shell.onload("printf", "%s", "--help", "-p")
                        .outcome()
                        .succeeded()
                        .out());
    }

    @EveryShell
    void twoDashesEndTheOptions(Shell shell) {
        assertEquals(
                List.of("<--><-t>"),
                shell.onload("--", "printf", "<%s>", "--", "-t")
                        .outcome()
                        .succeeded()
                        .out());
    }

    @EveryShell
    void versionBeginsWithNameAndNumber(Shell shell) {
        List<String> lines = shell.onload("--version").outcome().succeeded().out();
        assertTrue(lines.get(0).matches("LKOS [0-9]+\\.[0-9]+\\.[0-9]+(-[A-Z0-9]+)?"), lines::toString);
        assertTrue(lines.get(1).matches("Onload [0-9.]+ .* without Onload's library and driver\\."), lines::toString);
        assertEquals("Kernel module: none", lines.get(2));
    }

    @EveryShell
    void demoShowsRequestsAnswersAndStamps(Shell shell) {
        Outcome outcome = shell.onload("--demo").outcome().succeeded();
        assertEquals(List.of(), outcome.err());
        assertTrue(outcome.out().contains("8 of 8 packets carry a hardware timestamp."), outcome::toString);
        assertEquals(5, answers(outcome), outcome::toString);
        assertEquals(8, stampedPackets(outcome), outcome::toString);
    }

    @EveryShell
    void demoTakesANumberOfPackets(Shell shell) {
        assertEquals(3, stampedPackets(shell.onload("--demo", 3).outcome().succeeded()));
    }

    @Test
    void bareDemoTellsWhatIsMissing() {
        Outcome outcome = new Run(InstallTree.libraries().resolve("lkos/onload-demo"), List.of())
                .arguments(2)
                .outcome();
        assertEquals(1, outcome.status());
        assertTrue(outcome.out().contains("0 of 2 packets carry a hardware timestamp."), outcome::toString);
        assertTrue(outcome.err().get(0).contains("timestamps are missing"), outcome::toString);
    }

    private static long answers(Outcome demo) {
        return demo.out().stream()
                .filter(line -> line.matches("  [a-z].*  +(-|-?[0-9]+): .+"))
                .count();
    }

    private static long stampedPackets(Outcome demo) {
        return demo.out().stream()
                .filter(line -> line.matches(" +[0-9]+  [0-9:]{8}\\.[0-9]{9} UTC +[0-9.]+ us +[0-9.]+ us"))
                .count();
    }

    private static void assertUsage(String message, Outcome outcome) {
        assertEquals("onload: " + message, outcome.err().get(0));
        assertUsage(1, outcome);
    }

    private static void assertUsage(int line, Outcome outcome) {
        assertEquals(1, outcome.status());
        assertEquals(List.of(), outcome.out());
        assertEquals(
                "usage: onload [options] program [arguments]", outcome.err().get(line));
    }
}
