// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Delta debugging: leaves out of a list whatever can be left out while something remains true of it. */
final class Minimiser {
    private Minimiser() {}

    /** A part of {@code items}, in their order, none of which can be left out; {@code holds} is true of all of them. */
    static <T> List<T> minimise(List<T> items, Predicate<List<T>> holds) {
        List<T> kept = List.copyOf(items);
        int size = Math.max(1, kept.size() / 2);
        while (true) {
            List<T> fewer = withoutPieces(kept, size, holds);
            if (size == 1 && fewer.size() == kept.size()) {
                return kept;
            }
            size = Math.max(1, Math.min(size / 2, fewer.size() / 2));
            kept = fewer;
        }
    }

    /** Goes through pieces of {@code size} from the end, for what comes last depends on what comes first. */
    private static <T> List<T> withoutPieces(List<T> items, int size, Predicate<List<T>> holds) {
        List<T> kept = items;
        for (int end = items.size(); end > 0; end -= size) {
            List<T> fewer = new ArrayList<>(kept);
            fewer.subList(Math.max(0, end - size), end).clear();
            if (holds.test(fewer)) {
                kept = List.copyOf(fewer);
            }
        }
        return kept;
    }
}
