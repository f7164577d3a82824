// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lkos.conformance.harness.Mode;

/** That an episode is another one with the library. What differs between runs without it is not held against it. */
record Suspicion(Episode episode, Mode mode) {
    private static final int TRIES = 3;

    /** So many that no call with two results, each as likely as the other, gives the library away. */
    private static final int TRIES_TO_FAIL = 10;

    /** Whether the library is to blame for sure. */
    boolean isCertain() {
        return isConfirmed(episode.allCalls(), TRIES_TO_FAIL);
    }

    /** Whether the library makes the same difference each time, earlier than chance does. */
    private boolean isConfirmed(List<Integer> calls, int tries) {
        Set<String> differences = new HashSet<>();
        for (int i = 0; i < tries; i++) {
            Trace bare = episode.trace(Mode.BARE, calls);
            Trace preloaded = episode.trace(mode, calls);
            int difference = bare.firstDifference(preloaded);
            if (difference == Trace.SAME) {
                return false;
            }
            differences.add(difference + preloaded.line(difference));
            if (differences.size() > 1 || bare.firstDifference(episode.trace(Mode.BARE, calls)) <= difference) {
                return false;
            }
        }
        return true;
    }

    /** For people: the fewest calls that show it, in C's notation, and both traces where they part. */
    String report() {
        List<Integer> calls = Minimiser.minimise(episode.allCalls(), fewer -> isConfirmed(fewer, TRIES));
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
