// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Medians, and how sure they are. */
class IntervalTest {
    @Test
    void theMedianIsInTheMiddle() {
        assertEquals(3, Interval.median(new double[] {9, 1, 3}));
        assertEquals(2, Interval.median(new double[] {9, 1, 3, 1}));
    }

    @Test
    void whatNeverDiffersIsCertain() {
        assertEquals(new Interval(1.5, 1.5, 1.5), Interval.of(new double[] {1.5, 1.5, 1.5}));
    }

    @Test
    void theSameNumbersGiveTheSameInterval() {
        double[] numbers = new Random(7).doubles(20).toArray();
        assertEquals(Interval.of(numbers), Interval.of(numbers));
    }

    @Test
    void theIntervalLiesAroundTheMedianAndShrinksWithMoreNumbers() {
        Interval few = Interval.of(new Random(7).doubles(10).toArray());
        Interval many = Interval.of(new Random(7).doubles(1000).toArray());
        assertTrue(few.low() <= few.median() && few.median() <= few.high());
        assertTrue(many.high() - many.low() < (few.high() - few.low()) / 2);
    }

    /** Of 200 samples of which the true median is 0.5, some 190 should tell so. */
    @Test
    void aboutNineteenInTwentyIntervalsHoldTheTrueMedian() {
        Random random = new Random(3);
        int holding = 0;
        for (int i = 0; i < 200; i++) {
            Interval interval = Interval.of(random.doubles(25).toArray());
            holding += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
        }
        assertTrue(holding >= 180, "only " + holding);
    }

    @Test
    void oneOutlierMovesNothing() {
        double[] numbers = new Random(7).doubles(41, 0.9, 1.1).toArray();
        Interval before = Interval.of(numbers);
        numbers[0] = 1000;
        assertEquals(before.median(), Interval.of(numbers).median(), 0.02);
        assertTrue(Interval.of(numbers).high() < 1.1);
    }
}
