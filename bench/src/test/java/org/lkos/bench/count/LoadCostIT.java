// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.Machine;

/** What a process has more where a library of ours was loaded into it. */
class LoadCostIT {
    @BeforeAll
    static void needTools() {
        Machine.needsTool("valgrind");
        Strace.needed();
    }

    @Test
    void thePreloadedLibraryIsWithinItsBudget() {
        LoadCost cost = LoadCosts.of(Variant.STUB);
        assertAll(
                cost.toString(),
                () -> assertTrue(cost.instructions() <= LoadCosts.MOST_INSTRUCTIONS),
                () -> assertTrue(cost.privateKib() <= LoadCosts.MOST_PRIVATE_KIB));
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void nothingIsAllocatedOpenedOrStarted(Variant variant) {
        LoadCost cost = LoadCosts.of(variant);
        assertEquals(0, cost.allocations() + cost.descriptors() + cost.threads(), cost::toString);
    }
}
