// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.transparency;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertSame;
import static org.lkos.conformance.harness.Transparency.assertTransparent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Sanitizer;
import org.lkos.conformance.harness.ShippedLibrariesOnly;
import org.lkos.conformance.harness.Transport;

/** Good and bad arguments: same result, same errno, same memory, and no crash where the kernel reports a fault. */
@ShippedLibrariesOnly(value = "its runtime looks at what bad pointers point to", unlike = Sanitizer.THREAD)
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class ArgumentsIT {
    private static final CProgram RECEIVE = CProgram.of("receive_arguments");
    private static final String NO_STAMPS = "37:0";
    private static final String SOFTWARE_STAMPS = "37:0x18";
    private static final String HARDWARE_STAMPS = "37:0x44";

    @Test
    void socketOptions() {
        assertTransparent(CProgram.of("socket_options"));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void receiveWithoutStamps(Transport transport) {
        assertTransparent(RECEIVE, transport.arguments(NO_STAMPS));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void receiveWithSoftwareStamps(Transport transport) {
        assertTransparent(RECEIVE, transport.arguments(SOFTWARE_STAMPS));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void receiveWithHardwareStampsAsTheKernelWithSoftwareStamps(Transport transport) {
        Outcome kernel = RECEIVE.in(Mode.BARE)
                .arguments(transport.arguments(SOFTWARE_STAMPS))
                .outcome()
                .succeeded();
        Outcome preloaded = RECEIVE.in(Mode.STUB)
                .arguments(transport.arguments(HARDWARE_STAMPS))
                .outcome();
        assertSame(kernel, preloaded);
    }
}
