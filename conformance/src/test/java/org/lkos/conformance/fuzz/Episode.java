// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import java.util.List;
import java.util.stream.IntStream;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/** One seed's calls. */
record Episode(long seed, int calls) {
    private static final CProgram FUZZ = CProgram.of("fuzz");

    /** Many are run by one program, and told by digests; the first of them has the seed. */
    static Run many(Mode mode, long seed, int episodes, int calls) {
        return FUZZ.in(mode).arguments(world(mode), seed, episodes, calls);
    }

    /** The calls with these numbers alone. */
    Trace trace(Mode mode, List<Integer> kept) {
        return Trace.of(run(mode, kept).outcome());
    }

    Run run(Mode mode, List<Integer> kept) {
        return many(mode, seed, 1, calls)
                .arguments(CallRanges.without(kept, calls).toArray());
    }

    List<Integer> allCalls() {
        return IntStream.range(0, calls).boxed().toList();
    }

    private static String world(Mode mode) {
        return mode == Mode.BARE ? "reference" : "library";
    }
}
