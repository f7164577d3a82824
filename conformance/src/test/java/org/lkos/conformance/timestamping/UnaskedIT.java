// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertTransparent;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_ID;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TX_SWHW;
import static org.lkos.conformance.timestamping.TimestampFlags.RX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMP;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPING_NEW;
import static org.lkos.conformance.timestamping.TimestampFlags.SO_TIMESTAMPNS;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Transport;

/** Who asked for no hardware stamp sees what the bare kernel shows, byte for byte. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class UnaskedIT {
    /** A socket option and its value. */
    private record Request(int option, int value) {
        @Override
        public String toString() {
            return option + "=" + hex(value);
        }
    }

    private static final Request NONE = new Request(0, 0);
    private static final Request SOFTWARE_BOTH_WAYS =
            new Request(SO_TIMESTAMPING, TX_SOFTWARE | RX_SOFTWARE | SOFTWARE);

    static Stream<Arguments> receivers() {
        return cases(
                NONE,
                SOFTWARE_BOTH_WAYS,
                new Request(SO_TIMESTAMPING, 0),
                new Request(SO_TIMESTAMPING, SOFTWARE),
                new Request(SO_TIMESTAMPING, RX_SOFTWARE),
                new Request(SO_TIMESTAMPING, RX_SOFTWARE | SOFTWARE),
                new Request(SO_TIMESTAMPING_NEW, RX_SOFTWARE | SOFTWARE),
                new Request(SO_TIMESTAMP, 1),
                new Request(SO_TIMESTAMPNS, 1));
    }

    static Stream<Arguments> senders() {
        return cases(
                SOFTWARE_BOTH_WAYS,
                new Request(SO_TIMESTAMPING, TX_SOFTWARE | SOFTWARE | OPT_ID | OPT_TSONLY),
                new Request(SO_TIMESTAMPING, TX_SOFTWARE | SOFTWARE | OPT_TX_SWHW),
                new Request(SO_TIMESTAMPING_NEW, TX_SOFTWARE | SOFTWARE));
    }

    @ParameterizedTest(name = "{2} {0} {1}")
    @MethodSource("receivers")
    void receivedMessagesAreTheKernels(Transport transport, Request request, String call) {
        assertTransparent(CProgram.of("receive_stamps"), arguments(transport, request, call));
    }

    @ParameterizedTest(name = "{2} {0} {1}")
    @MethodSource("receivers")
    void controlBytesAreTheKernels(Transport transport, Request request, String call) {
        assertTransparent(CProgram.of("control_bytes"), arguments(transport, request, call));
    }

    @ParameterizedTest(name = "{2} {0} {1}")
    @MethodSource("senders")
    void errorQueueIsTheKernels(Transport transport, Request request, String call) {
        assertTransparent(CProgram.of("transmit_stamps"), arguments(transport, request, call));
    }

    private static Stream<Arguments> cases(Request... requests) {
        return Transport.available()
                .flatMap(transport -> Stream.of(requests)
                        .flatMap(request ->
                                Stream.of("recvmsg", "recvmmsg").map(call -> Arguments.of(transport, request, call))));
    }

    private static Object[] arguments(Transport transport, Request request, String call) {
        return transport.arguments(call, request.option(), request.value());
    }
}
