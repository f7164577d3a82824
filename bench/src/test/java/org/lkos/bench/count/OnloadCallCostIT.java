// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** What is counted of Onload's calls. */
class OnloadCallCostIT {
    private static List<OnloadCallCost> counted;

    @BeforeAll
    static void count() {
        Machine.needsTool("valgrind");
        counted = OnloadCallCosts.all();
    }

    @Test
    void everyCallIsCounted() {
        Set<String> exported = new Run(List.of(
                        "nm",
                        "--dynamic",
                        "--defined-only",
                        InstallTree.library().toString()))
                .outcome().succeeded().out().stream()
                        .map(line -> line.replaceFirst(".* T ", ""))
                        .filter(name -> name.matches("(onload|oo)_\\w+"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                exported, counted.stream().map(OnloadCallCost::call).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void instructionsAreTheSameTwice() {
        assertEquals(counted, OnloadCallCosts.all());
    }
}
