// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Instructions that programs run in user space, counted by callgrind: the same number each time, however busy the machine
 * is. Programs that fork are not for it.
 */
public final class Callgrind {
    private static final Pattern COLLECTED = Pattern.compile("==\\d+== Collected : (\\d+)");
    private static final int FEW = 20;
    private static final int MANY = 120;

    private Callgrind() {}

    /** What the library adds to one round of {@code loop}. */
    public static double addedToRound(Loop loop) {
        return addedToRound(loop, loop);
    }

    /** The same where the bare kernel must be asked for something else to do the same. */
    public static double addedToRound(Loop bare, Loop preloaded) {
        return (double) (ofManyRounds(preloaded, Mode.STUB) - ofManyRounds(bare, Mode.BARE)) / (MANY - FEW);
    }

    /** What the library adds to a program as a whole. */
    public static long addedToProgram(Path program) {
        return count(new Run(program, Mode.STUB.preloads())) - count(new Run(program, Mode.BARE.preloads()));
    }

    /** All that {@code run} does from the dynamic linker's first instruction on. */
    public static long count(Run run) {
        Outcome outcome = run.under("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
                .outcome();
        List<Long> counts = outcome.succeeded().err().stream()
                .map(COLLECTED::matcher)
                .filter(Matcher::matches)
                .map(line -> Long.valueOf(line.group(1)))
                .toList();
        assertEquals(1, counts.size(), outcome::toString);
        return counts.get(0);
    }

    private static long ofManyRounds(Loop loop, Mode mode) {
        return count(loop.times(MANY, mode)) - count(loop.times(FEW, mode));
    }
}
