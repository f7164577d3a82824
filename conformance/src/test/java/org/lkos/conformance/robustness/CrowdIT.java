// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/**
 * 32 threads that come and go, with stamps, zero-copy, templates, filters, duplicates and children, leave nothing behind.
 * For some seconds, or as many as {@code LKOS_TEST_SOAK} says.
 */
@ShippedLibrariesOnly("a sanitizer may have locks held where one of many threads forks")
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class CrowdIT {
    private static final int THREADS = 32;

    /** Templates of closed connections take memory until there is no other; soon there is none. */
    private static final int FEW_BUFFERS = 1024;

    private static final int SECONDS = Integer.parseInt(System.getenv().getOrDefault("LKOS_TEST_SOAK", "5"));

    @ParameterizedTest
    @EnumSource(names = "BARE", mode = EnumSource.Mode.EXCLUDE)
    void leavesNothingBehind(Mode mode) {
        List<String> facts = CProgram.of("crowd")
                .linkedToOnload()
                .in(mode)
                .environment("EF_MAX_PACKETS", FEW_BUFFERS)
                .arguments(THREADS, SECONDS)
                .limit(Duration.ofSeconds(SECONDS + 20))
                .outcome()
                .succeeded()
                .out();
        assertEquals(List.of("descriptors 0 more", "memory flat", "mappings flat"), facts);
    }

    @ParameterizedTest
    @EnumSource(names = "BARE", mode = EnumSource.Mode.EXCLUDE)
    void needsNoMoreThanTheSmallestStack(Mode mode) {
        List<String> facts = CProgram.of("crowd")
                .linkedToOnload()
                .in(mode)
                .arguments("small-stack")
                .outcome()
                .succeeded()
                .out();
        assertEquals(List.of("used"), facts);
    }
}
