// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import java.util.List;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/** A program that does one thing over and over, as often as its last argument says: see {@code rounds.h}. */
record Loop(CProgram program, List<Object> arguments) {
    /** The loop of {@code program}, told {@code arguments} before the number. */
    static Loop of(CProgram program, Object... arguments) {
        return new Loop(program, List.of(arguments));
    }

    /** A run that goes round so often. The number is of one length always: a longer one would move the stack. */
    Run times(int rounds, Mode mode) {
        return program.in(mode).arguments(arguments.toArray()).arguments(String.format("%06d", rounds));
    }
}
