// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import java.util.List;
import java.util.Map;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/** What an application does with names of stacks, in words that {@code stack_script.c} explains. */
record Script(String words) {
    private static final CProgram PROGRAM = CProgram.of("stack_script").linkedToOnload();

    /** The lines that it prints under emulation. */
    List<String> emulated() {
        return in(Mode.EMULATE, Map.of());
    }

    /** The same with these settings. */
    List<String> emulated(Map<String, String> settings) {
        return in(Mode.EMULATE, settings);
    }

    List<String> in(Mode mode, Map<String, String> settings) {
        Run run = PROGRAM.in(mode).arguments((Object[]) words.split(" "));
        settings.forEach(run::environment);
        return run.outcome().succeeded().out();
    }
}
