// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/**
 * Item 7: devices without hardware stamps answer as a NIC with all of them would, and remember how they were configured,
 * each for itself, as long as the process lives.
 */
class DevicesIT {
    private static final CProgram MEMORY = CProgram.of("device_memory");
    private static final int TX_ON = 1;
    private static final int ONE_STEP_P2P = 3;
    private static final int FILTER_SOME = 2;
    private static final int FILTER_NTP_ALL = 15;

    @BeforeEach
    void needsDevices() {
        Machine.needsRoot();
        Machine.needsTool("ip");
    }

    /** Every bit from TX_HARDWARE to RAW_HARDWARE, no clock, both types and every filter that can be asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"software", "auto"})
    void canStampEverything(String stampSource) {
        String all = " 0x7f clock -1 types 0x3 filters 0xfffb";
        assertEquals(List.of("lo:" + all, "first:" + all, "second:" + all), facts("information", stampSource));
    }

    /** Of what the kernel lets pass. A step in one, and "some" packets, are no offers. */
    @Test
    void takeWhatTheyOffer() {
        List<String> expected = new ArrayList<>();
        for (int flags = 0; flags <= 1; flags++) {
            for (int type = 0; type <= ONE_STEP_P2P; type++) {
                for (int filter = 0; filter <= FILTER_NTP_ALL; filter++) {
                    String config = flags + " " + type + " " + filter;
                    boolean offered = type <= TX_ON && filter != FILTER_SOME;
                    expected.add("first to " + config);
                    expected.add(offered ? " set: 0 untouched" : " set: -1 ERANGE");
                    expected.add(" first: 0 untouched, " + (offered ? config : "0 0 0"));
                }
            }
        }
        assertEquals(expected, facts("configurations", "software"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"software", "auto"})
    void rememberEachItsOwn(String stampSource) {
        assertEquals(
                List.of(
                        " first: 0 untouched, 0 0 0",
                        "first to 0 1 1",
                        " set: 0 untouched",
                        "lo to 1 0 12",
                        " set: 0 untouched",
                        " first: 0 untouched, 0 1 1",
                        " second: 0 untouched, 0 0 0",
                        " lo: 0 untouched, 1 0 12"),
                facts("devices", stampSource));
    }

    @Test
    void forgetNothingOverARefusal() {
        List<String> lines = facts("refusals", "software");
        assertEquals(" first: 0 untouched, 0 1 1", lines.get(lines.size() - 1));
        assertEquals(
                3, lines.stream().filter(line -> line.startsWith(" set: -1")).count());
    }

    @Test
    void rememberPerNetworkNamespace() {
        assertEquals(
                List.of(
                        "first to 0 1 1",
                        " set: 0 untouched",
                        " first: 0 untouched, 0 0 0",
                        "first to 0 0 12",
                        " set: 0 untouched",
                        " first: 0 untouched, 0 1 1",
                        " first: 0 untouched, 0 0 12",
                        " first: 0 untouched, 0 1 1"),
                facts("namespaces", "software"));
    }

    @Test
    void rememberAsLongAsTheProcessLives() {
        String kept = " first: 0 untouched, 0 1 6";
        assertEquals(
                List.of(
                        "first to 0 1 6",
                        " set: 0 untouched",
                        kept,
                        kept,
                        kept,
                        kept,
                        "first to 0 0 0",
                        " set: 0 untouched",
                        kept),
                facts("process", "software"));
    }

    @Test
    void rememberUnderAnyName() {
        assertEquals(
                List.of(
                        "first to 0 1 1",
                        " set: 0 untouched",
                        " third: 0 untouched, 0 1 1",
                        " first: 0 untouched, 0 0 0",
                        " third: 0 untouched, 0 0 0"),
                facts("renamed", "software"));
    }

    private static List<String> facts(String topic, String stampSource) {
        return MEMORY.in(Mode.STUB)
                .environment("LKOS_TIMESTAMPS", stampSource)
                .arguments(topic)
                .outcome()
                .succeeded()
                .out();
    }
}
