// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/** Ordered epoll over sets that change: the descriptor behind an event is found. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class ChangedSetsIT {
    private static final CProgram CHANGES =
            CProgram.of("changed_sets", "-pthread").linkedToOnload();

    @Test
    void changesOfASetAreNoticedWhoeverMakesThem() {
        assertEquals(
                List.of(
                        "copied: b in timed 2, a in timed 1",
                        "closed: b in timed 2, a in timed 1",
                        "made again: b in timed 2, a in timed 1",
                        "added again: b in timed 2, a in timed 1, c in timed 3",
                        "closed at last: b in timed 2, c in timed 3",
                        "added: a in timed 1",
                        "another under its name: a in timed 2",
                        "held elsewhere: a in unordered 0",
                        "held elsewhere, and one that is here: a in timed 2",
                        "held no more: a in timed 2",
                        "before a system call: a in timed 1",
                        "after a system call: b in timed 2, a in timed 1",
                        "added while waiting: l in timed 3",
                        "in the parent: b in timed 2, a in timed 1",
                        "in a child: b in timed 2, a in timed 1",
                        "added by a child: b in timed 2, a in timed 1, l in timed 3",
                        "one set: 2 in timed 2, 1 in timed 1",
                        "other set: 2 in timed 3, 1 in timed 4",
                        "other set under its number: 2 in timed 3, 1 in timed 4",
                        "one set again: 2 in timed 2, 1 in timed 1",
                        "few of many: 0 untouched",
                        "many: in order",
                        "all of many: 0 untouched"),
                CHANGES.in(Mode.EMULATE).outcome().succeeded().out());
    }
}
