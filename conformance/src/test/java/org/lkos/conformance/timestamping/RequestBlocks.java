// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lkos.conformance.harness.Outcome;

/** What an application that was given a row of requests printed for each of them. */
final class RequestBlocks {
    private RequestBlocks() {}

    /** All combinations of record and report bits, with {@code bits}. */
    static List<Integer> everyRequest(int bits) {
        return IntStream.range(0, 128).map(flags -> flags | bits).boxed().toList();
    }

    static List<List<String>> of(Outcome outcome) {
        List<List<String>> blocks = new ArrayList<>();
        for (String line : outcome.out()) {
            if (line.startsWith("request ")) {
                blocks.add(new ArrayList<>());
            } else {
                blocks.get(blocks.size() - 1).add(line);
            }
        }
        return blocks;
    }
}
