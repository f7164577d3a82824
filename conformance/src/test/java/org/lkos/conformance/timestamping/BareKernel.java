// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;

/** The bare kernel as the reference. Where it lacks what an application needs, the test is skipped and says so. */
final class BareKernel {
    private BareKernel() {}

    static Outcome outcome(CProgram program, Object... arguments) {
        return program.in(Mode.BARE).arguments(arguments).outcome().available().succeeded();
    }

    /** The library, given the value of LKOS_TIMESTAMPS, changes nothing of what {@code program} prints. */
    static void assertUnchanged(String stampSource, CProgram program, Object... arguments) {
        Outcome preloaded = program.in(Mode.STUB)
                .environment("LKOS_TIMESTAMPS", stampSource)
                .arguments(arguments)
                .outcome();
        Transparency.assertSame(outcome(program, arguments), preloaded);
    }

    static void assertUnchanged(CProgram program, Object... arguments) {
        assertUnchanged("software", program, arguments);
    }
}
