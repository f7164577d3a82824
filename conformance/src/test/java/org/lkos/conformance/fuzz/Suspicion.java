// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import java.util.List;
import org.lkos.conformance.harness.Mode;

/** That an episode is another one with the library. What differs between runs without it is not held against it. */
record Suspicion(Episode episode, Mode mode) {
    private static final int TRIES = 3;

    /** Whether the library makes a difference each time, earlier than chance does. */
    boolean isConfirmed(List<Integer> calls) {
        for (int i = 0; i < TRIES; i++) {
            Trace bare = episode.trace(Mode.BARE, calls);
            int difference = bare.firstDifference(episode.trace(mode, calls));
            if (difference == Trace.SAME) {
                return false;
            }
            if (bare.firstDifference(episode.trace(Mode.BARE, calls)) <= difference) {
                return false;
            }
        }
        return true;
    }

    /** For people: the fewest calls that show it, in C's notation, and both traces where they part. */
    String report() {
        List<Integer> calls = Minimiser.minimise(episode.allCalls(), this::isConfirmed);
        Trace bare = episode.trace(Mode.BARE, calls);
        Trace preloaded = episode.trace(mode, calls);
        int difference = bare.firstDifference(preloaded);
        return "the library is noticed, " + mode + ", seed " + episode.seed() + ", calls " + calls + "\n"
                + bare.callsUpTo(Math.min(difference, calls.size()))
                + "\nbare:      " + bare.around(difference, preloaded)
                + "\npreloaded: " + preloaded.around(difference, bare)
                + "\nagain:     " + episode.run(mode, calls).outcome().command();
    }
}
