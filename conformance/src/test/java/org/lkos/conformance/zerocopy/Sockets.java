// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.zerocopy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.Transport;

/** The sockets of the data path, and runs of applications on them. */
final class Sockets {
    private Sockets() {}

    static Stream<Transport> udp() {
        return Transport.available().filter(transport -> transport.name().startsWith("UDP"));
    }

    static Stream<Transport> tcp() {
        return Transport.available().filter(transport -> transport.name().startsWith("TCP"));
    }

    /** A number that no earlier run had; it is part of the command that a failure shows. */
    static long seed() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    static Run run(String program, Object... arguments) {
        return CProgram.of(program).linkedToOnload().in(Mode.STUB).arguments(arguments);
    }

    /** All that a scenario of an application prints. */
    static void assertPrints(String expected, Run run) {
        assertEquals(
                expected.strip(), String.join("\n", run.outcome().succeeded().out()));
    }

    static List<String> lines(String program, Object... arguments) {
        return run(program, arguments).outcome().succeeded().out();
    }
}
