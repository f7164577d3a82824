// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertSame;

import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** A process that may have no more descriptors is answered as the kernel does; what it has goes on, with stamps. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class DescriptorLimitIT {
    private static final CProgram LIMITED = CProgram.of("descriptor_limit");
    private static final String SOFTWARE_STAMPS = "0x18";
    private static final String HARDWARE_STAMPS = "0x44";

    @ParameterizedTest
    @EnumSource(names = "BARE", mode = EnumSource.Mode.EXCLUDE)
    void isTheKernels(Mode mode) {
        assertSame(run(Mode.BARE, SOFTWARE_STAMPS).succeeded(), run(mode, SOFTWARE_STAMPS));
    }

    @ParameterizedTest
    @EnumSource(names = "BARE", mode = EnumSource.Mode.EXCLUDE)
    void hardwareStampsNeedNoDescriptor(Mode mode) {
        assertSame(run(Mode.BARE, SOFTWARE_STAMPS).succeeded(), run(mode, HARDWARE_STAMPS));
    }

    private static Outcome run(Mode mode, String flags) {
        return LIMITED.in(mode).arguments(flags).outcome();
    }
}
