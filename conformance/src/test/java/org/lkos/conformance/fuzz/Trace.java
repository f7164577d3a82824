// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lkos.conformance.harness.Outcome;

/** What an episode did: a line for each call, then how it ended. */
record Trace(List<String> lines) {
    private static final String COUNTS = "met ";
    private static final String CONTENT = " <";
    private static final int SHOWN_AROUND = 60;
    static final int SAME = Integer.MAX_VALUE;

    static Trace of(Outcome outcome) {
        Stream<String> lines = outcome.out().stream().filter(line -> !line.startsWith(COUNTS));
        return new Trace(
                Stream.concat(lines, Stream.of("status " + outcome.status())).toList());
    }

    /** The index of the first line that is another one there, or {@link #SAME}. */
    int firstDifference(Trace other) {
        int most = Math.max(lines.size(), other.lines.size());
        return IntStream.range(0, most)
                .filter(i -> !line(i).equals(other.line(i)))
                .findFirst()
                .orElse(SAME);
    }

    String line(int index) {
        return index < lines.size() ? lines.get(index) : "(nothing more)";
    }

    /** The calls up to a line, without what memory and sockets were like after them. */
    String callsUpTo(int index) {
        return String.join(
                "\n",
                IntStream.rangeClosed(0, index)
                        .mapToObj(i -> line(i).split(CONTENT, 2)[0])
                        .toList());
    }

    /** A line where it begins to differ from the other's. */
    String around(int index, Trace other) {
        String line = line(index);
        String otherLine = other.line(index);
        int same = 0;
        while (same < Math.min(line.length(), otherLine.length()) && line.charAt(same) == otherLine.charAt(same)) {
            same++;
        }
        int from = Math.max(0, same - SHOWN_AROUND);
        return "..." + line.substring(from, Math.min(line.length(), same + SHOWN_AROUND)) + "...";
    }
}
