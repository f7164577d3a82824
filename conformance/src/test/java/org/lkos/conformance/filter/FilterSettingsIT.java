// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** Who can have a filter, which one it is, and by which descriptors it is met. */
class FilterSettingsIT {
    private static final CProgram SETTINGS = CProgram.of("filter_settings");

    @ParameterizedTest
    @ValueSource(strings = {"ipv4", "ipv6"})
    void oneForEachSocketByAllItsDescriptors(String family) {
        Machine.needsFamily(family);
        Outcome outcome = SETTINGS.linkedToOnload()
                .in(Mode.STUB)
                .arguments(family)
                .outcome()
                .succeeded();
        List<String> expected = Stream.concat(answers(), meetings()).toList();
        assertEquals(String.join("\n", expected), String.join("\n", outcome.out()));
        Outcome byName =
                SETTINGS.with("-DBY_NAME").in(Mode.STUB).arguments(family).outcome();
        assertSame(outcome, byName);
    }

    private static Stream<String> answers() {
        return Stream.of(
                        answers("udp", 0, -22),
                        answers("tcp", -95, -95),
                        answers("connected tcp", -95, -95),
                        answers("unix", -94, -94),
                        answers("netlink", -94, -94),
                        answers("pipe", -94, -94),
                        answers("file", -94, -94),
                        answers("epoll", -94, -94),
                        answers("closed", -9, -9),
                        answers("-1", -9, -9),
                        answers("INT_MAX", -9, -9))
                .flatMap(lines -> lines);
    }

    private static Stream<String> answers(String kind, int without, int withFlags) {
        return Stream.of(
                kind,
                " set: " + without + " untouched",
                " with a flag: " + withFlags + " untouched",
                " with all flags: " + withFlags + " untouched",
                " removed: " + without + " untouched",
                " removed with a flag: " + withFlags + " untouched");
    }

    private static Stream<String> meetings() {
        return Stream.of(
                "no filter: nothing",
                "one: first ",
                "another: second second ",
                "one that refuses: refused ",
                "one that refuses: refused ",
                "one that refuses: refused ",
                "one that refuses: refused ",
                "removed: nothing",
                "set again: again ",
                "made before: again ",
                "made before, met again: anew ",
                "dup2: anew ",
                "a file of its number: nothing",
                "dup3: anew ",
                "dup: anew ",
                "fcntl: anew ",
                "the first of all: anew ",
                "set through another: through another ",
                "passed: through another ",
                "passed in a batch: through another ",
                "another socket of its number: nothing",
                "and its own filter: last ",
                "in a child: last ",
                "and its own filter: child's ",
                "in the parent then: last ");
    }

    @Test
    void programsOfOnload800HaveNone() {
        Outcome outcome = SETTINGS.with("-L" + InstallTree.libraries(), "-l:libonload_ext.so.2")
                .in(Mode.STUB)
                .arguments("ipv4")
                .outcome();
        assertEquals("-38 untouched", outcome.facts(" set:").get(0));
    }

    @Test
    void noneByALibraryThatIsOpened() {
        Outcome outcome = CProgram.of("filter_opened")
                .in(Mode.BARE)
                .arguments(InstallTree.library())
                .outcome()
                .succeeded();
        assertEquals(List.of("filter: -38 untouched", "removed: 0 untouched", "recv: 4 untouched"), outcome.out());
    }

    @Test
    void noneWithoutThePreloadedLibrary() {
        Outcome outcome =
                SETTINGS.linkedToOnload().in(Mode.BARE).arguments("ipv4").outcome();
        assertEquals(
                List.of("-38 untouched"),
                outcome.facts(" set:").stream().distinct().toList());
    }
}
