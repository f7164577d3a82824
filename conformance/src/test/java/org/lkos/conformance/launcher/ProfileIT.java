// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** Which profiles are applied, where they are looked for, and who wins. */
class ProfileIT {
    private static final Object[] PRINT_COLOURS = {"sh", "-c", "echo \"$RED $GREEN $BLUE\""};

    @TempDir
    Path place;

    private Home home;

    @BeforeEach
    void writeProfiles() {
        home = new Home(place)
                .profile("one.opf", "onload_set RED 1")
                .profile("two.opf", "onload_set RED 2", "onload_set GREEN 2")
                .profile("three.opf", "onload_set GREEN 3", "onload_set BLUE 3");
    }

    @ParameterizedTest
    @MethodSource
    void profilesAddUp(Shell shell, List<String> options) {
        assertEquals("1 2 3", colours(home.onload(shell, options.toArray())));
    }

    static Stream<Arguments> profilesAddUp() {
        return Shell.each(
                List.of("-p", "one,two,three"),
                List.of("--profile=one,two", "-p", "three"),
                List.of("--profile", "one", "--profile", "two,,three,"),
                List.of("-p", "one", "--profile=two", "--profile", "three"));
    }

    @EveryShell
    void lastProfileWinsByForce(Shell shell) {
        assertEquals("2 3 3", colours(home.onload(shell, "--force-profiles", "-p", "one,two,three")));
        assertEquals("2 3 3", colours(home.onload(shell, "-p", "one,two,three", "--force-profiles")));
    }

    @EveryShell
    void environmentWinsOverProfiles(Shell shell) {
        Run run = home.onload(shell, "-p", "one,two").environment("RED", "mine").environment("GREEN", "");
        assertEquals("mine 2 ", colours(run));
    }

    @EveryShell
    void environmentLosesByForce(Shell shell) {
        assertEquals(
                "1  ",
                colours(home.onload(shell, "-p", "one", "--force-profiles").environment("RED", "mine")));
    }

    @EveryShell
    void profileOfTheUserHidesTheShippedOne(Shell shell) {
        home.profile("latency.opf", "onload_set RED user");
        assertEquals("user  ", colours(home.onload(shell, "-p", "latency")));
    }

    @EveryShell
    void shippedProfileNeedsNoHome(Shell shell) {
        assertEquals(List.of("100000"), lines(shell.onload("-p", "latency", "printenv", "EF_POLL_USEC")));
    }

    @EveryShell
    void fileIsAProfile(Shell shell) throws IOException {
        Path file = Files.writeString(place.resolve("my settings"), "onload_set RED file\n");
        assertEquals("file  ", colours(home.onload(shell, "-p", file)));
        assertEquals("file  ", colours(home.onload(shell, "-p", "my settings").directory(place)));
    }

    @EveryShell
    void profileThatIsNowhereIsStatusThree(Shell shell) {
        Outcome outcome = home.onload(shell, "-p", "one,four", "true").outcome();
        String places = place + "/.openonload/profiles or " + InstallTree.shared() + "/profiles";
        assertEquals(List.of("onload: profile four: no file, nor in " + places), outcome.err());
        assertEquals(3, outcome.status());
    }

    @EveryShell
    void importThatIsNowhereIsStatusThree(Shell shell) {
        home.profile("importing.opf", "onload_import four", "onload_set RED 1");
        assertEquals(3, home.onload(shell, "-p", "importing", "true").outcome().status());
    }

    @EveryShell
    void fragmentsAreForImportsOnly(Shell shell) {
        home.profile("part.opf-fragment", "onload_set RED part").profile("whole.opf", "onload_import part");
        assertEquals("part  ", colours(home.onload(shell, "-p", "whole")));
        assertEquals(3, home.onload(shell, "-p", "part", "true").outcome().status());
    }

    @EveryShell
    void profileComesBeforeAFragmentOfItsName(Shell shell) {
        home.profile("same.opf-fragment", "onload_set RED fragment")
                .profile("same.opf", "onload_set RED profile")
                .profile("whole.opf", "onload_import same");
        assertEquals("profile  ", colours(home.onload(shell, "-p", "whole")));
    }

    @EveryShell
    void verboseTellsWhatIsSetAndWhatIsKept(Shell shell) {
        List<String> told = home.onload(shell, "-v", "-p", "one,two", "true")
                .outcome()
                .succeeded()
                .err();
        assertTrue(
                told.containsAll(List.of(
                        "onload: profile one: " + place + "/.openonload/profiles/one.opf",
                        "onload:   RED=1",
                        "onload:   RED=1 is kept, not 2",
                        "onload:   GREEN=2")),
                told::toString);
    }

    @EveryShell
    void profilesAreQuietOtherwise(Shell shell) {
        assertEquals(
                List.of(),
                home.onload(shell, "-p", "one,two", "true")
                        .outcome()
                        .succeeded()
                        .err());
    }

    private static String colours(Run onload) {
        return lines(onload.arguments(PRINT_COLOURS)).get(0);
    }

    private static List<String> lines(Run run) {
        return run.outcome().succeeded().out();
    }
}
