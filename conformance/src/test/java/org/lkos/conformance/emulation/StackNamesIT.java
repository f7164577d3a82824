// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Sanitizer;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/**
 * The names of stacks, rule by rule of Onload's interface: which a thread's sockets get, for all threads, for this thread
 * and without a change; what scopes add; and what is refused.
 */
class StackNamesIT {
    private static final String OK = "set: 0 untouched";
    private static final String INVALID = "set: -1 EINVAL";

    @Test
    void everyThreadBeginsWithTheEmptyNameOfAll() {
        assertLines("tcp udp thread tcp end", "tcp 1 <>", "udp 1 <>", "tcp 1 <>");
    }

    @ParameterizedTest
    @CsvSource({
        "global, name, name",
        "thread, name, name-THREAD",
        "process, name, name-PROCESS",
        "user, name, name-USER",
        "thread, '', -THREAD",
        "global, '', ''",
        "process, 16 characters co, 16 characters co-PROCESS"
    })
    void scopeIsAddedToTheName(String scope, String name, String scoped) {
        String set = "set:this:" + scope + ":" + name.replace(' ', '_');
        assertLines(set + " tcp", OK, "tcp 1 <" + scoped.replace(' ', '_') + ">");
    }

    @Test
    void nameWithItsScopeIsCutAfter25Characters() {
        Machine.needsRoot();
        assertLines("setuid:1234567890 set:this:user:16_characters_co udp", OK, "udp 1 <16_characters_co-u1234567>");
    }

    @Test
    void allThreadsFollowWhatIsSetForAll() {
        assertLines("thread thread set:all:global:ours end tcp end tcp", OK, "tcp 1 <ours>", "tcp 1 <ours>");
    }

    @Test
    void threadThatSetForAllFollowsTheOthers() {
        assertLines("set:all:global:mine thread set:all:global:theirs end tcp", OK, OK, "tcp 1 <theirs>");
    }

    @Test
    void threadKeepsItsOwnWhenOthersSetForAll() {
        assertLines(
                "set:this:global:own thread set:all:global:theirs tcp end tcp",
                OK,
                OK,
                "tcp 1 <theirs>",
                "tcp 1 <own>");
    }

    @Test
    void settingForAllEndsAThreadsOwn() {
        assertLines("set:this:global:own set:all:process:ours tcp", OK, OK, "tcp 1 <ours-PROCESS>");
    }

    @Test
    void ownNameIsTheThreadsAlone() {
        assertLines("thread set:this:global:own tcp end tcp", OK, "tcp 1 <own>", "tcp 1 <>");
    }

    @Test
    void newThreadHasNoneOfItsOwn() {
        assertLines("set:this:global:own thread tcp end", OK, "tcp 1 <>");
    }

    @Test
    void noChangeForAllGoesBackToFollowing() {
        assertLines(
                "set:all:global:ours set:this:global:own set:all:nochange:ignored tcp thread tcp end",
                OK,
                OK,
                OK,
                "tcp 1 <ours>",
                "tcp 1 <ours>");
    }

    @Test
    void noChangeForAllChangesNothingForOthers() {
        assertLines("set:this:global:own thread set:all:nochange:- end tcp", OK, OK, "tcp 1 <own>");
    }

    @Test
    void scopeOfAllThreadsIsEachThreadsOwn() {
        assertLines("set:all:thread:x tcp thread tcp end", OK, "tcp 1 <x-THREAD>", "tcp 1 <x-THREAD>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"set:2:global:x", "set:-1:global:x", "set:this:nochange:x", "set:this:5:x", "set:this:-1:x"})
    void nonsenseIsRefused(String set) {
        assertLines(set + " tcp", INVALID, "tcp 1 <>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set:this:global:\1", "set:all:process:\1x"})
    void nameThatMeansNoAccelerationIsRefused(String set) {
        assertLines(set + " tcp", INVALID, "tcp 1 <>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set:this:global:", "set:all:thread:", "set:all:nochange:"})
    void nameOf17CharactersIsRefused(String set) {
        assertLines(
                set + "seventeen_letters" + " tcp " + set + "sixteen_letters_", "set: -1 ENAMETOOLONG", "tcp 1 <>", OK);
    }

    @Test
    void noNameMeansTheKernelsSockets() {
        assertLines(
                "set:this:global:- tcp udp pipe set:this:global:x tcp",
                OK,
                "tcp 0",
                "udp 0",
                "pipe 0",
                OK,
                "tcp 1 <x>");
        assertLines("set:all:process:- thread tcp end", OK, "tcp 0");
    }

    @Test
    void nameIsThatOfTheMomentAtWhichTheSocketWasMade() {
        assertLines("set:this:global:one keep set:this:global:two show", OK, OK, "kept 1 <one>");
        assertLines("keep set:all:global:- show", OK, "kept 1 <>");
    }

    @Test
    void idsAreRightAfterFork() {
        assertLines(
                "set:all:process:p tcp fork tcp set:this:thread:t tcp end tcp",
                OK,
                "tcp 1 <p-PROCESS>",
                "tcp 1 <p-PROCESS>",
                OK,
                "tcp 1 <t-THREAD>",
                "tcp 1 <p-PROCESS>");
    }

    @Test
    void idsAreRightAfterSetuid() {
        Machine.needsRoot();
        assertLines("set:this:user:u tcp setuid:12 tcp", OK, "tcp 1 <u-USER>", "tcp 1 <u-USER>");
    }

    @ShippedLibrariesOnly(value = "no threads begin in the child of several", unlike = Sanitizer.THREAD)
    @Test
    void childKeepsItsThreadsOwnName() {
        assertLines(
                "thread set:this:global:own fork tcp thread tcp set:this:global:x end tcp end tcp end",
                OK,
                "tcp 1 <own>",
                "tcp 1 <>",
                OK,
                "tcp 1 <own>",
                "tcp 1 <own>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp udp pipe",
                "set:this:nochange:x set:7:7:x tcp thread set:all:global:seventeen_letters tcp end",
                "restore save restore restore",
                "set:all:global:- keep show move"
            })
    void nothingOfItIsInStubMode(String words) {
        Map<String, String> settings = Map.of("EF_NAME", "x", "EF_STACK_PER_THREAD", "1");
        for (String line : new Script(words).in(Mode.STUB, settings)) {
            assertEquals("0", line.replaceAll("^\\w+:? ", "").replace(" untouched", ""), words);
        }
    }

    private static void assertLines(String words, String... lines) {
        assertEquals(List.of(lines), new Script(words).emulated());
    }
}
