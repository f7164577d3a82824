// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names of stacks saved and restored: whose, in what order, and for which threads. */
class SavedStackNamesIT {
    private static final String OK = "set: 0 untouched";

    @Test
    void lastSavedIsRestoredFirst() {
        assertLines(
                "set:this:global:one save set:this:process:two save set:this:global:- tcp restore tcp restore tcp",
                OK,
                "save 0",
                OK,
                "save 0",
                OK,
                "tcp 0",
                "restore 0",
                "tcp 1 <two-PROCESS>",
                "restore 0",
                "tcp 1 <one>");
    }

    @Test
    void noAccelerationIsSavedAsWell() {
        assertLines("set:this:global:- save set:this:global:x restore tcp", OK, "save 0", OK, "restore 0", "tcp 0");
    }

    @Test
    void nothingIsRestoredThatWasNotSaved() {
        assertLines("restore save restore restore", "restore -22", "save 0", "restore 0", "restore -22");
    }

    @Test
    void savedNamesAreTheThreadsAlone() {
        assertLines("save thread restore end", "save 0", "restore -22");
    }

    @Test
    void whatWasGivenForAllIsRestoredForAll() {
        assertLines(
                "set:all:global:one save set:all:global:two set:this:global:own restore tcp thread tcp end",
                OK,
                "save 0",
                OK,
                OK,
                "restore 0",
                "tcp 1 <one>",
                "tcp 1 <one>");
    }

    @Test
    void afterNoChangeTheCommonNameIsSaved() {
        assertLines(
                "set:this:global:own set:all:nochange:- thread set:all:global:theirs end save set:this:global:x restore"
                        + " tcp",
                OK,
                OK,
                OK,
                "save 0",
                OK,
                "restore 0",
                "tcp 1 <theirs>");
    }

    /** Whatever another thread has given for all in the meantime. */
    @Test
    void threadThatGaveNothingSavesWhatItBeganWith() {
        assertEquals(
                List.of(OK, "save 0", "tcp 1 <theirs>", "restore 0", "tcp 1 <begin>", "tcp 1 <begin>"),
                new Script("thread set:all:global:theirs end save tcp restore tcp thread tcp end")
                        .emulated(Map.of("EF_NAME", "begin")));
    }

    @Test
    void savedNamesMayBeMany() {
        assertLines(
                "set:this:global:x save:2000 set:this:global:y restore:2000 tcp restore",
                OK,
                "save 0",
                OK,
                "restore 0",
                "tcp 1 <x>",
                "restore -22");
        assertLines("save:100000 tcp", "save -12", "tcp 1 <>");
    }

    private static void assertLines(String words, String... lines) {
        assertEquals(List.of(lines), new Script(words).emulated());
    }
}
