// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.filter;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertSame;
import static org.lkos.conformance.harness.Transparency.assertTransparent;

import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Sanitizer;
import org.lkos.conformance.harness.ShippedLibrariesOnly;
import org.lkos.conformance.harness.Transport;

/**
 * With a filter that lets everything pass, calls with good and bad arguments, calls that block, and stamps are what they
 * are on the bare kernel without one: results, errno, memory.
 */
@ShippedLibrariesOnly(
        value = "its runtime delays signals and looks at what bad pointers point to",
        unlike = Sanitizer.THREAD)
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class ContinuingFilterIT {
    private static final String NO_STAMPS = "37:0";
    private static final String SOFTWARE_STAMPS = "37:0x18";
    private static final String HARDWARE_STAMPS = "37:0x44";

    @ParameterizedTest
    @EnumSource(names = {"UDP_IPV4", "UDP_IPV6"})
    void argumentsOfReads(Transport transport) {
        assertTransparent(filtered("read_arguments"), transport.arguments());
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP_IPV4", "UDP_IPV6"})
    void argumentsOfMessages(Transport transport) {
        assertTransparent(filtered("receive_arguments"), transport.arguments(NO_STAMPS));
        assertTransparent(filtered("receive_arguments"), transport.arguments(SOFTWARE_STAMPS));
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP_IPV4", "UDP_IPV6"})
    void hardwareStampsAsTheKernelsSoftwareStamps(Transport transport) {
        CProgram program = filtered("receive_arguments");
        assertSame(
                program.in(Mode.BARE)
                        .arguments(transport.arguments(SOFTWARE_STAMPS))
                        .outcome()
                        .succeeded(),
                program.in(Mode.STUB)
                        .arguments(transport.arguments(HARDWARE_STAMPS))
                        .outcome());
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "records"})
    void stampsInEveryFormAsWithoutAFilter(String form) {
        CProgram program = CProgram.of("filter_stamps").linkedToOnload();
        for (String order : new String[] {"before", "after"}) {
            assertSame(
                    program.in(Mode.STUB).arguments(form, "none").outcome().succeeded(),
                    program.in(Mode.STUB).arguments(form, order).outcome());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP_IPV4", "UDP_IPV6"})
    void flagsOfOnload(Transport transport) {
        assertTransparent(filtered("one_packet").with("-DFLAG=0x20000"), transport.arguments());
    }

    @ParameterizedTest
    @ValueSource(strings = {"recv", "recvfrom", "read", "readv", "recvmsg", "recvmmsg"})
    void cancellation(String call) {
        assertTransparent(filtered("cancelled"), Transport.UDP_IPV4.arguments(call, NO_STAMPS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"recv", "recvfrom", "read", "readv", "recvmsg", "recvmmsg"})
    void signals(String call) {
        assertTransparent(filtered("interrupted"), Transport.UDP_IPV4.arguments(call, HARDWARE_STAMPS));
    }

    /** Sockets that have none, in a process in which one has. */
    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void otherSockets(Transport transport) {
        assertTransparent(unfiltered("read_arguments"), transport.arguments());
        assertTransparent(unfiltered("receive_arguments"), transport.arguments(SOFTWARE_STAMPS));
        assertTransparent(unfiltered("cancelled"), transport.arguments("recv", NO_STAMPS));
        assertTransparent(unfiltered("interrupted"), transport.arguments("read", NO_STAMPS));
    }

    private static CProgram filtered(String name) {
        return CProgram.of(name, "-DWITH_FILTER=1");
    }

    private static CProgram unfiltered(String name) {
        return CProgram.of(name, "-DWITH_FILTER=2");
    }
}
