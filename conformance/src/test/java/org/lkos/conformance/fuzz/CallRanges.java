// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Numbers of calls in the words that the application takes: {@code 3-17}. */
final class CallRanges {
    private CallRanges() {}

    /** All calls from 0 to {@code count} - 1 but those that are kept. */
    static List<String> without(List<Integer> kept, int count) {
        Set<Integer> ends = new TreeSet<>(kept);
        ends.add(count);
        List<String> ranges = new ArrayList<>();
        int first = 0;
        for (int end : ends) {
            if (first < end) {
                ranges.add(first + "-" + (end - 1));
            }
            first = end + 1;
        }
        return ranges;
    }
}
