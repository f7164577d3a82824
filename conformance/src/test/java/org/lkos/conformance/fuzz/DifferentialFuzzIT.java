// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Seed;

/**
 * The library is not to be noticed by whatever calls an application makes, but for what it is meant to change. The system
 * property {@code lkos.fuzz.calls} says how many are made. They are the same ones each time, lest a build fail by a fault
 * that it has not made; {@code LKOS_TEST_SEED=random} makes others.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class DifferentialFuzzIT {
    private static final long CALLS = Long.getLong("lkos.fuzz.calls", 200_000);

    private static final long FIRST_SEED = 7_000_000;

    /** In a hundred; chance is to be rare, or it could hide what is not. */
    private static final int MOST_UNSTEADY = 15;

    @Test
    void randomCallsAreAsOnTheBareKernel() {
        Machine.needsNetworkNamespace();
        Comparison comparison = new Comparison();
        long seed = Long.parseLong(Seed.orElse(FIRST_SEED));
        int examined = 0;
        while (comparison.calls() < CALLS) {
            seed = comparison.goOn(seed);
            List<Suspicion> suspicions = comparison.suspicions();
            for (; examined < suspicions.size(); examined++) {
                examine(suspicions.get(examined));
            }
        }
        System.out.println(comparison.calls() + " calls, " + comparison.unsteady() + " episodes not the same twice, "
                + examined + " looked at again");
        comparison.met().forEach((change, times) -> assertTrue(times > 0, () -> "never met: " + change));
        assertTrue(comparison.unsteady() * 100L * Comparison.CALLS <= MOST_UNSTEADY * comparison.calls());
    }

    private static void examine(Suspicion suspicion) {
        if (suspicion.isCertain()) {
            fail(suspicion.report());
        }
    }
}
