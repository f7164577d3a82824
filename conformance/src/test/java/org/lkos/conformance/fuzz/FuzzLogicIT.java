// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What finds the fewest calls, and tells traces apart. */
class FuzzLogicIT {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void onlyWhatIsNeededStays() {
        List<Integer> needed = List.of(3, 50, 51, 99);
        assertEquals(needed, Minimiser.minimise(HUNDRED, calls -> calls.containsAll(needed)));
    }

    @Test
    void oneOfTwoWaysIsEnough() {
        List<Integer> kept = Minimiser.minimise(HUNDRED, calls -> calls.contains(7) || calls.contains(70));
        assertEquals(1, kept.size());
    }

    @Test
    void nothingIsLeftOfWhatNeedsNothing() {
        assertEquals(List.of(), Minimiser.minimise(HUNDRED, calls -> true));
    }

    @Test
    void whatNeedsAllStaysWhole() {
        assertEquals(HUNDRED, Minimiser.minimise(HUNDRED, calls -> calls.size() == 100));
    }

    @Test
    void callsAreLeftOutInRanges() {
        assertEquals(List.of("0-2", "4-4", "6-9"), CallRanges.without(List.of(3, 5), 10));
        assertEquals(List.of("0-9"), CallRanges.without(List.of(), 10));
        assertEquals(List.of(), CallRanges.without(List.of(0, 1), 2));
    }

    @Test
    void tracesPartAtTheFirstOtherLine() {
        Trace trace = new Trace(List.of("0: close(3) = 0", "1: close(3) = -1 EBADF <00>"));
        Trace other = new Trace(List.of("0: close(3) = 0", "1: close(3) = -1 EINVAL <00>", "2: more"));
        assertEquals(1, trace.firstDifference(other));
        assertEquals(Trace.SAME, trace.firstDifference(trace));
        assertEquals(2, new Trace(other.lines().subList(0, 2)).firstDifference(other));
        assertEquals("0: close(3) = 0\n1: close(3) = -1 EBADF", trace.callsUpTo(1));
        assertTrue(trace.around(1, other).contains("EBADF"));
    }
}
