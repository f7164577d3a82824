// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.timestamping.TimestampFlags.OPT_TSONLY;
import static org.lkos.conformance.timestamping.TimestampFlags.SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_ACK;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SCHED;
import static org.lkos.conformance.timestamping.TimestampFlags.TX_SOFTWARE;
import static org.lkos.conformance.timestamping.TimestampFlags.hex;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transport;

/**
 * Hardware stamps a packet as it is sent. When it was scheduled and when it was acknowledged is known to software only,
 * and such stamps are reported as software's, whatever else was asked for.
 */
class OtherMomentsIT {
    private static final String NO_STAMPS = "no stamps";

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void areSoftwareStamps(Transport transport) {
        assertMoments(Mode.STUB, transport, RequestBlocks.everyRequest(OPT_TSONLY | TX_SCHED | TX_ACK));
    }

    /** The rule that the other test goes by is the kernel's. */
    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void areThoseOfTheKernel(Transport transport) {
        List<Integer> software = RequestBlocks.everyRequest(OPT_TSONLY | TX_SCHED | TX_ACK).stream()
                .filter(flags -> !Direction.TRANSMIT.isInHardware(flags))
                .toList();
        assertMoments(Mode.BARE, transport, software);
    }

    private static void assertMoments(Mode mode, Transport transport, List<Integer> requests) {
        Object[] arguments = Stream.concat(
                        Stream.of(transport.arguments()), requests.stream().map(TimestampFlags::hex))
                .toArray();
        Outcome outcome =
                CProgram.of("moments").in(mode).arguments(arguments).outcome().succeeded();
        List<List<String>> moments = RequestBlocks.of(outcome);
        assertEquals(requests.size(), moments.size());
        List<String> faults = IntStream.range(0, requests.size())
                .filter(i -> !String.join("\n", moments.get(i)).matches(expected(transport, requests.get(i))))
                .mapToObj(i -> hex(requests.get(i)) + " gives " + moments.get(i) + ", not "
                        + expected(transport, requests.get(i)))
                .limit(3)
                .toList();
        assertEquals(List.of(), faults);
    }

    private static String expected(Transport transport, int flags) {
        String software = (flags & SOFTWARE) != 0 ? "set zero zero" : NO_STAMPS;
        boolean hardware = Direction.TRANSMIT.isInHardware(flags);
        List<String> moments = new ArrayList<>();
        moments.add("scheduled: " + software);
        if (hardware || (flags & TX_SOFTWARE) != 0) {
            moments.add("sent: " + (hardware ? Direction.TRANSMIT.stamps(flags) : software));
        }
        if (transport == Transport.TCP_IPV4 || transport == Transport.TCP_IPV6) {
            moments.add("acknowledged: " + software);
        }
        return String.join("\n", moments);
    }
}
