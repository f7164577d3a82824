// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.zerocopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lkos.conformance.zerocopy.Sockets.assertPrints;
import static org.lkos.conformance.zerocopy.Sockets.run;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/** Callbacks that leave their call by a long jump, an exception or the end of their thread, more often than there are buffers. */
class LeftCallsIT {
    @ParameterizedTest
    @CsvSource({"datagrams, 0", "nested, 0", "threads, 0", "streams, 4"})
    void loseNoMemory(String scenario, int result) {
        assertScenario(scenario, "then " + result + ", shown 1, wrong 0");
    }

    /** Through frames of ours, which have no handlers. */
    @Test
    void mayThrowExceptions() {
        Machine.needsTool("g++");
        List<String> expected = List.of(
                "datagrams: caught 6000, then 0, shown 1",
                "stream: caught 6000, then 4, shown 1",
                "filter 0: caught 6000");
        CProgram thrown = CProgram.of("zc_thrown").linkedToOnload();
        Run run = thrown.in(Mode.STUB).environment("EF_MAX_PACKETS", 1024);
        assertEquals(expected, run.outcome().succeeded().out());
    }

    @Test
    void doSoInManyThreads() {
        assertScenario("at-once", "done");
    }

    /** Of a hundred datagrams that wait, some of them in the lane that was left. */
    @Test
    void loseNoDatagram() {
        assertScenario("batches", """
                left after 1: then 0, shown 99, wrong 0
                left after 31: then 0, shown 69, wrong 0
                left after 32: then 0, shown 68, wrong 0
                left after 33: then 0, shown 67, wrong 0
                left after 70: then 0, shown 30, wrong 0
                left after 100: then -11, shown 0, wrong 0
                """);
    }

    private static void assertScenario(String scenario, String expected) {
        assertPrints(expected, run("zc_left", scenario).environment("EF_MAX_PACKETS", 1024));
    }
}
