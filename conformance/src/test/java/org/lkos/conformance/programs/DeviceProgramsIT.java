// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.JoinedHosts;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.RunningProgram;

/** Programs that ask devices what they can stamp, and tell them to. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class DeviceProgramsIT {
    private JoinedHosts hosts;

    @BeforeEach
    void openHosts() {
        hosts = JoinedHosts.open();
    }

    @AfterEach
    void closeHosts() {
        if (hosts != null) {
            hosts.close();
        }
    }

    @ParameterizedTest(name = "types {0}, filters {1}")
    @CsvSource({"1, 1", "0, 0", "1, 12", "1, 14"})
    void hwstampCtlConfigures(int type, int filter) {
        Machine.needsTool("hwstamp_ctl");
        Outcome outcome = hosts.first()
                .run(Mode.STUB, "hwstamp_ctl", "-i", "first", "-t", type, "-r", filter)
                .outcome()
                .succeeded();
        assertEquals(
                List.of(
                        "current settings:",
                        "tx_type 0",
                        "rx_filter 0",
                        "new settings:",
                        "tx_type " + type,
                        "rx_filter " + filter),
                outcome.out());
    }

    @Test
    void hwstampCtlFailsWithoutTheLibrary() {
        Machine.needsTool("hwstamp_ctl");
        Outcome bare = hosts.first()
                .run(Mode.BARE, "hwstamp_ctl", "-i", "first", "-t", 1, "-r", 1)
                .outcome();
        assertNotEquals(0, bare.status());
        assertTrue(bare.toString().contains("not supported"), bare::toString);
    }

    @Test
    void tcpdumpListsTheAdapter() {
        Machine.needsTool("tcpdump");
        assertEquals(List.of("host"), stampTypes(Mode.BARE));
        assertEquals(List.of("host", "adapter", "adapter_unsynced"), stampTypes(Mode.STUB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adapter", "adapter_unsynced"})
    void tcpdumpCapturesWithTheAdaptersStamps(String type) {
        Machine.needsTool("tcpdump");
        Machine.needsTool("bash");
        Instant start = Instant.now();
        try (RunningProgram capture = hosts.first()
                .run(Mode.STUB, "tcpdump", "-l", "-tt", "-n", "-j", type, "-i", "first", "udp port 9")
                .started()) {
            capture.awaitLine("listening on");
            hosts.second()
                    .run(
                            Mode.BARE,
                            "bash",
                            "-c",
                            "echo >/dev/udp/" + hosts.first().ipv4() + "/9")
                    .outcome()
                    .succeeded();
            String packet = capture.awaitLine("UDP, length");
            double time = Double.parseDouble(packet.substring(0, packet.indexOf(' ')));
            assertTrue(time >= start.getEpochSecond() && time <= Instant.now().getEpochSecond() + 1, packet);
            assertEquals(
                    List.of(),
                    capture.lines().stream()
                            .filter(line -> line.contains("WARNING"))
                            .toList());
        }
    }

    private List<String> stampTypes(Mode mode) {
        Outcome outcome = hosts.first()
                .run(mode, "tcpdump", "-J", "-i", "first")
                .outcome()
                .succeeded();
        return Stream.concat(outcome.out().stream(), outcome.err().stream())
                .filter(line -> line.startsWith("  "))
                .map(line -> line.trim().split(" ")[0])
                .toList();
    }
}
