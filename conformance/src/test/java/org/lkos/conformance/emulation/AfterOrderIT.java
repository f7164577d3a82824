// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;
import org.lkos.conformance.harness.Transport;

/** Ordered waits need stamps that no application asked for: their sockets show none of it. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class AfterOrderIT {
    private static final CProgram AFTER = CProgram.of("after_order").linkedToOnload();

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void socketsAreAsWithoutOrderedWaits(Transport transport) {
        Outcome bare =
                AFTER.in(Mode.BARE).arguments(transport.arguments()).outcome().succeeded();
        Outcome emulated =
                AFTER.in(Mode.EMULATE).arguments(transport.arguments()).outcome();
        Transparency.assertSame(bare, emulated);
    }
}
