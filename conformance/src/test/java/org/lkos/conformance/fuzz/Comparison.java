// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** Many episodes in every world, those of the bare kernel twice. */
final class Comparison {
    private static final int EPISODES_AT_ONCE = 40;
    static final int CALLS = 500;

    private final Map<String, Long> met = new LinkedHashMap<>();
    private final List<Suspicion> suspicions = new ArrayList<>();
    private int episodes;
    private int unsteady;

    /** Runs some episodes from this seed on, and gives back the seed behind them. */
    long goOn(long seed) {
        List<CompletableFuture<List<String>>> running = Stream.of(Mode.BARE, Mode.BARE, Mode.STUB, Mode.EMULATE)
                .map(mode -> CompletableFuture.supplyAsync(() -> digests(mode, seed)))
                .toList();
        List<List<String>> digests =
                running.stream().map(CompletableFuture::join).toList();
        for (int i = 0; i < EPISODES_AT_ONCE; i++) {
            compare(seed + i, i, digests);
        }
        digests.get(0).stream().skip(EPISODES_AT_ONCE).forEach(this::count);
        return seed + EPISODES_AT_ONCE;
    }

    List<Suspicion> suspicions() {
        return suspicions;
    }

    long calls() {
        return (long) episodes * CALLS;
    }

    /** How many episodes were not the same twice without the library. */
    int unsteady() {
        return unsteady;
    }

    /** How often each intended change was made. */
    Map<String, Long> met() {
        return met;
    }

    private void compare(long seed, int index, List<List<String>> digests) {
        String bare = digests.get(0).get(index);
        assertTrue(bare.contains("ended with 0,"), () -> "without the library, " + bare);
        episodes++;
        unsteady += bare.equals(digests.get(1).get(index)) ? 0 : 1;
        Episode episode = new Episode(seed, CALLS);
        if (!bare.equals(digests.get(2).get(index))) {
            suspicions.add(new Suspicion(episode, Mode.STUB));
        }
        if (!bare.equals(digests.get(3).get(index))) {
            suspicions.add(new Suspicion(episode, Mode.EMULATE));
        }
    }

    /** A line such as "met 17: a reason". */
    private void count(String line) {
        String[] words = line.split("[ :]", 3);
        met.merge(words[2].trim(), Long.valueOf(words[1]), Long::sum);
    }

    private static List<String> digests(Mode mode, long seed) {
        Outcome outcome =
                Episode.many(mode, seed, EPISODES_AT_ONCE, CALLS).outcome().available();
        return outcome.succeeded().out();
    }
}
