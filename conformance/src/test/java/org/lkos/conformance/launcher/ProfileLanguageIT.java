// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** What a profile is written in: the shell's language, with the functions and variables that Onload's launcher adds. */
class ProfileLanguageIT {
    @TempDir
    Path place;

    @ParameterizedTest
    @MethodSource
    void onloadSetTakesTwoFormsOfAnAssignment(Shell shell, String line, String value) {
        assertEquals(
                List.of(value),
                profile(shell, line)
                        .arguments("printenv", "RED")
                        .outcome()
                        .succeeded()
                        .out());
    }

    static Stream<Arguments> onloadSetTakesTwoFormsOfAnAssignment() {
        return Shell.each("onload_set RED 1", "onload_set RED=1").map(row -> with(row, "1"));
    }

    @EveryShell
    void valuesAreTakenAsTheyAre(Shell shell) {
        String line = "onload_set RED \"a b  *='\\\"c\"";
        assertEquals(
                List.of("a b  *='\"c"),
                profile(shell, line)
                        .arguments("printenv", "RED")
                        .outcome()
                        .succeeded()
                        .out());
    }

    @EveryShell
    void secondEqualsSignEndsTheValueAndIsTold(Shell shell) {
        Outcome outcome = profile(shell, "onload_set RED=1=2")
                .arguments("printenv", "RED")
                .outcome()
                .succeeded();
        assertEquals(List.of("1"), outcome.out());
        assertEquals(1, outcome.err().size(), outcome::toString);
    }

    @ParameterizedTest
    @MethodSource
    void onloadSetOfNothingThatCanBeSetFails(Shell shell, String line, String message) {
        assertFails(message, profile(shell, line));
    }

    static Stream<Arguments> onloadSetOfNothingThatCanBeSetFails() {
        return Stream.concat(
                Shell.each("onload_set RED").map(row -> with(row, "onload_set RED: no value")),
                Shell.each("onload_set a-b 1", "onload_set a-b=1")
                        .map(row -> with(row, "onload_set a-b: no name of a variable")));
    }

    @EveryShell
    void logAndErrWriteAndVlogOnlyWhenAsked(Shell shell) {
        String[] lines = {"log a  log", "vlog a vlog", "err an err"};
        assertEquals(
                List.of("onload: a log", "onload: an err"),
                profile(shell, lines).arguments("true").outcome().succeeded().err());
        assertEquals(
                List.of("onload: a log", "onload: a vlog", "onload: an err"),
                new Home(place)
                        .onload(shell, "-v", "-p", "mine", "true")
                        .outcome()
                        .succeeded()
                        .err()
                        .subList(1, 4));
    }

    @EveryShell
    void failEndsWithStatusOne(Shell shell) {
        assertFails("no good", profile(shell, "fail no good"));
    }

    @EveryShell
    void exitStatusOfAProfileIsTheLaunchers(Shell shell) {
        assertEquals(16, profile(shell, "exit 16").arguments("true").outcome().status());
    }

    @EveryShell
    void switchesCanBeRead(Shell shell) {
        String line = "log $profileforce $verbose";
        assertEquals(
                List.of("onload: false false"),
                profile(shell, line).arguments("true").outcome().err());
        Run both = new Home(place).onload(shell, "--force-profiles", "-v", "-p", "mine", "true");
        assertEquals("onload: true true", both.outcome().err().get(1));
    }

    @EveryShell
    void namesOfTheSwitchesAreTheProgramsOwn(Shell shell) {
        Run run = profile(shell, "log $profileforce $verbose").arguments("printenv", "profileforce", "verbose");
        Outcome outcome = run.environment("profileforce", "mine")
                .environment("verbose", "")
                .outcome()
                .succeeded();
        assertEquals(List.of("mine", ""), outcome.out());
        assertEquals(List.of("onload: false false"), outcome.err());
    }

    @EveryShell
    void commandLineIsReadAndStaysAsItIs(Shell shell) {
        Outcome outcome = profile(shell, "log $# \"$3\"", "shift 2", "set -- other")
                .arguments("printf", "%s\\n", "a b")
                .outcome()
                .succeeded();
        assertEquals(List.of("onload: 3 a b"), outcome.err());
        assertEquals(List.of("a b"), outcome.out());
    }

    @EveryShell
    void importedProfileReadsTheArgumentsOfTheImport(Shell shell) {
        new Home(place).profile("inner.opf", "log inner $# \"$@\"");
        Run run = profile(shell, "onload_import inner", "onload_import inner \"b c\" d", "log outer \"$1\"");
        assertEquals(
                List.of("onload: inner 0", "onload: inner 2 b c d", "onload: outer true"),
                run.arguments("true").outcome().succeeded().err());
    }

    @EveryShell
    void ordinaryShellIsAllowed(Shell shell) {
        Run run = profile(
                shell,
                "[ -n \"$NOT_SET\" ] || RED=unset",
                "false",
                "set -e",
                "machine() { echo mine; }",
                "file=$(machine)",
                "export RED");
        assertEquals(
                List.of("unset"),
                run.arguments("printenv", "RED", "file", "machine").outcome().out());
    }

    private Run profile(Shell shell, String... lines) {
        return new Home(place).profile("mine.opf", lines).onload(shell, "-p", "mine");
    }

    private static void assertFails(String message, Run run) {
        Outcome outcome = run.arguments("echo", "started").outcome();
        assertEquals(List.of("onload: " + message), outcome.err());
        assertEquals(List.of(), outcome.out());
        assertEquals(1, outcome.status());
    }

    private static Arguments with(Arguments row, String last) {
        return Arguments.of(row.get()[0], row.get()[1], last);
    }
}
