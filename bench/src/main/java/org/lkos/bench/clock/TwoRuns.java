// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

import java.util.Map;
import java.util.function.Supplier;
import org.lkos.conformance.harness.Run;

/** A program run in two ways, which prints how long its turns took: see {@code turns.h}. */
record TwoRuns(String group, String name, Supplier<Run> plain, Supplier<Run> other) implements Experiment {
    @Override
    public Map<String, Pair> round(boolean plainFirst) {
        double first = nanoseconds(plainFirst ? plain : other);
        double second = nanoseconds(plainFirst ? other : plain);
        return Map.of(name, plainFirst ? new Pair(first, second) : new Pair(second, first));
    }

    private static double nanoseconds(Supplier<Run> run) {
        return Double.parseDouble(
                run.get().outcome().succeeded().facts("nanoseconds").get(0));
    }
}
