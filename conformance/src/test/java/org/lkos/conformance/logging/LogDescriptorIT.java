// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** A log descriptor with something wrong about it does no harm: the application goes on as without a log. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class LogDescriptorIT {
    private static final CProgram DESCRIPTOR = CProgram.of("log_descriptor");

    @Test
    void soundDescriptorIsWritten() {
        assertEquals(List.of("written"), preloaded("sound").succeeded().facts("log"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "never-open",
                "closed",
                "reused-for-file",
                "reused-for-socket",
                "pipe-reused-for-file",
                "read-only",
                "full-pipe",
                "pipe-without-reader",
            })
    void harmless(String state) {
        Outcome bare = DESCRIPTOR.in(Mode.BARE).arguments(state).outcome().succeeded();
        assertSame(bare, preloaded(state));
    }

    private static Outcome preloaded(String state) {
        return DESCRIPTOR.in(Mode.BARE).arguments(state, InstallTree.library()).outcome();
    }
}
