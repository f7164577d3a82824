// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import java.util.List;
import java.util.Map;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;

/** What Onload's calls cost, what they call of libc included: there is nothing to compare them with. */
public final class OnloadCallCosts {
    /** The round that marks nothing: what marking costs. */
    private static final String NOTHING = "nothing";

    private OnloadCallCosts() {}

    /** Of each call, in the order of the headers. */
    public static List<OnloadCallCost> all() {
        Map<String, Double> stub = count(Mode.STUB);
        Map<String, Double> emulating = count(Mode.EMULATE);
        return stub.keySet().stream()
                .filter(call -> !call.isEmpty() && !call.equals(NOTHING))
                .map(call -> new OnloadCallCost(call, of(call, stub), of(call, emulating)))
                .toList();
    }

    private static Map<String, Double> count(Mode mode) {
        Loop loop = Loop.of(CProgram.of("onload_calls").linkedToOnload());
        return Callgrind.ofMarkedPieces(loop, mode);
    }

    private static double of(String call, Map<String, Double> counts) {
        return Math.rint(counts.get(call) - counts.get(NOTHING));
    }
}
