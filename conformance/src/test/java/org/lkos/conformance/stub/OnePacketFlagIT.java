// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.stub;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;
import org.lkos.conformance.harness.Transport;

/** {@code ONLOAD_MSG_ONEPKT} is accepted by every receive call and changes nothing. */
class OnePacketFlagIT {
    private static final CProgram WITHOUT = CProgram.of("one_packet", "-DFLAG=0");
    private static final CProgram WITH = CProgram.of("one_packet", "-DFLAG=0x20000");

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void isAccepted(Transport transport) {
        Outcome without =
                WITHOUT.in(Mode.BARE).arguments(transport.arguments()).outcome().succeeded();
        Outcome with = WITH.in(Mode.STUB).arguments(transport.arguments()).outcome();
        Transparency.assertSame(without, with);
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void isAsTheKernelHasIt(Transport transport) {
        Transparency.assertTransparent(WITH, transport.arguments());
    }
}
