// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lkos.conformance.harness.Mode;

/** Instructions that the library adds to calls. Calls under one condition are counted in one process, once. */
final class AddedInstructions {
    private record World(Condition condition, Mode mode) {}

    private final Map<World, Map<String, Double>> counts = new ConcurrentHashMap<>();

    /** What {@code mode} adds to a round of {@code one}. */
    double of(CallCase one, Mode mode) {
        double bare = count(one, Mode.BARE);
        return count(one, mode) - bare;
    }

    private double count(CallCase one, Mode mode) {
        return counts.computeIfAbsent(new World(one.condition(), mode), AddedInstructions::count)
                .get(one.call());
    }

    private static Map<String, Double> count(World world) {
        List<String> calls = CallCase.calls(world.condition);
        Loop loop = world.mode == Mode.BARE ? world.condition.bare(calls) : world.condition.preloaded(calls);
        return Callgrind.ofRounds(loop, world.mode);
    }
}
