// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import java.util.List;

/**
 * A program that does one thing over and over, as often as its last argument says. What once costs is what more times cost
 * more, so that whatever comes before and after drops out.
 */
public record Loop(CProgram program, List<Object> arguments) {
    /** The loop of {@code program}, told {@code arguments} before the number. */
    public static Loop of(CProgram program, Object... arguments) {
        return new Loop(program, List.of(arguments));
    }

    /** A run that goes round so often. The number is of one length always: a longer one would move the stack. */
    Run times(int rounds, Mode mode) {
        return program.in(mode).arguments(arguments.toArray()).arguments(String.format("%06d", rounds));
    }
}
