// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Where numbers go on a line of so many pixels. */
record Scale(double first, double last, int left, int width) {
    private static final int MOST_MARKS = 8;
    private static final double[] STEPS = {1, 2, 5, 10};

    double position(double number) {
        return left + (number - first) / (last - first) * width;
    }

    /** Round numbers, evenly spaced, a few of them. */
    List<Double> marks() {
        double step = step();
        List<Double> marks = new ArrayList<>();
        for (long i = (long) Math.ceil(first / step); i * step <= last; i++) {
            marks.add(i * step);
        }
        return marks;
    }

    private double step() {
        double power = Math.pow(10, Math.floor(Math.log10((last - first) / MOST_MARKS)));
        for (double step : STEPS) {
            if ((last - first) / (step * power) <= MOST_MARKS) {
                return step * power;
            }
        }
        throw new IllegalStateException("no step of " + this);
    }
}
