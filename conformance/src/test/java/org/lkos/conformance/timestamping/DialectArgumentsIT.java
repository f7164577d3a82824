// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Sanitizer;
import org.lkos.conformance.harness.ShippedLibrariesOnly;
import org.lkos.conformance.harness.Transport;

/**
 * Sockets that asked in a form of Onload's receive into memory of the library's. Good and bad arguments give what they
 * give on the bare kernel all the same, and other sockets of the process do not notice.
 */
@ShippedLibrariesOnly(value = "its runtime looks at what bad pointers point to", unlike = Sanitizer.THREAD)
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class DialectArgumentsIT {
    private static final CProgram RECEIVE = CProgram.of("receive_arguments");
    private static final CProgram BATCHES = CProgram.of("receive_batches");
    private static final String SOFTWARE_STAMPS = "37:0x18";

    /** Two records are as long as the kernel's three stamps. */
    private static final String TWO_RECORDS = "records:0x64";

    static Stream<Arguments> otherRequests() {
        return Transport.available()
                .flatMap(transport -> Stream.of(
                        Arguments.of(transport, "37:0", "37:0"),
                        Arguments.of(transport, SOFTWARE_STAMPS, SOFTWARE_STAMPS),
                        Arguments.of(transport, "37:0x44", SOFTWARE_STAMPS)));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void goodAndBadArguments(Transport transport) {
        Outcome kernel = BareKernel.outcome(RECEIVE, transport.arguments(SOFTWARE_STAMPS));
        assertSame(
                kernel,
                RECEIVE.in(Mode.STUB)
                        .arguments(transport.arguments(TWO_RECORDS))
                        .outcome());
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void dataByCallsThatShowNoStamps(Transport transport) {
        CProgram data = CProgram.of("received_data");
        Outcome kernel = BareKernel.outcome(data, transport.arguments(SOFTWARE_STAMPS));
        for (String request : List.of(TWO_RECORDS, "function:0x7", "37:0x74")) {
            assertSame(
                    kernel,
                    data.in(Mode.STUB).arguments(transport.arguments(request)).outcome());
        }
    }

    @Test
    void batchesOfAnyLength() {
        Outcome kernel = BareKernel.outcome(BATCHES, SOFTWARE_STAMPS);
        assertSame(kernel, BATCHES.in(Mode.STUB).arguments(TWO_RECORDS).outcome());
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("otherRequests")
    void otherSocketsDoNotNotice(Transport transport, String request, String kernelRequest) {
        Outcome kernel = BareKernel.outcome(RECEIVE, transport.arguments(kernelRequest));
        assertSame(kernel, diverted(RECEIVE, transport.arguments(request)));
    }

    @ParameterizedTest
    @ValueSource(strings = {SOFTWARE_STAMPS, "37:0x44"})
    void otherSocketsReceiveBatches(String request) {
        assertSame(BareKernel.outcome(BATCHES, SOFTWARE_STAMPS), diverted(BATCHES, request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"recvmsg", "recvmmsg"})
    void otherSocketsBlock(String call) {
        for (String program : new String[] {"cancelled", "interrupted"}) {
            Object[] arguments = {call, "37:0x44", "udp", "ipv4"};
            assertSame(BareKernel.outcome(CProgram.of(program), arguments), diverted(CProgram.of(program), arguments));
        }
    }

    private static Outcome diverted(CProgram program, Object... arguments) {
        return program.in(Mode.STUB)
                .preloading(InstallTree.library(), CProgram.library("diverting").file())
                .arguments(arguments)
                .outcome();
    }
}
