// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How two ways to do the same compare: the nanoseconds of each, medians of all rounds, and the ratio of the second to the
 * first, of each round by itself.
 */
public record Comparison(String group, String name, double plainNanos, double otherNanos, Interval ratio, int rounds) {
    static Comparison of(String group, String name, List<Pair> rounds) {
        return new Comparison(
                group,
                name,
                Interval.median(each(rounds, Pair::plain)),
                Interval.median(each(rounds, Pair::other)),
                Interval.of(each(rounds, Pair::ratio)),
                rounds.size());
    }

    private static double[] each(List<Pair> rounds, ToDoubleFunction<Pair> number) {
        return rounds.stream().mapToDouble(number).toArray();
    }
}
