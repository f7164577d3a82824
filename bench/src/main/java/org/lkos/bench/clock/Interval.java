// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

import java.util.Arrays;
import java.util.Random;

/**
 * The median of some numbers, and between which two numbers it lies with 95 % confidence by the bootstrap: of medians of as
 * many numbers drawn from these, with repetition, 95 % lie there.
 */
public record Interval(double median, double low, double high) {
    private static final int DRAWS = 4000;
    private static final double OUTSIDE = 0.025;

    /** Of {@code numbers}, at least one; the same for the same numbers. */
    static Interval of(double[] numbers) {
        Random random = new Random(1);
        double[] medians = new double[DRAWS];
        Arrays.setAll(medians, draw -> median(draw(numbers, random)));
        Arrays.sort(medians);
        int outside = (int) (DRAWS * OUTSIDE);
        return new Interval(median(numbers), medians[outside], medians[DRAWS - 1 - outside]);
    }

    static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double[] draw(double[] numbers, Random random) {
        double[] drawn = new double[numbers.length];
        Arrays.setAll(drawn, i -> numbers[random.nextInt(numbers.length)]);
        return drawn;
    }
}
