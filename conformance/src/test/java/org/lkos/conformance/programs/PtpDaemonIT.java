// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.JoinedHosts;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.RunningProgram;

/**
 * {@code ptp4l}: a master and a client measure the offset of their clocks, which are one and the same. Every message
 * between them needs its stamp on both sides; a message without one, or with a wrong one, would show.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class PtpDaemonIT {
    /** As the client prints it once the two have exchanged all kinds of messages. */
    private static final Pattern MEASURED = Pattern.compile("offset +(-?\\d+) s\\d freq .* delay +(-?\\d+)");

    /** Far less than between any two clocks that have nothing to do with each other. */
    private static final long MOST_NANOS = 500_000_000;

    /** What a stamp that is missing or not to be had makes it say. */
    private static final Pattern COMPLAINT = Pattern.compile("(?i)timestamp|timed out");

    @TempDir
    private Path directory;

    @BeforeEach
    void needsPtp() {
        Machine.needsTool("ptp4l");
    }

    @ParameterizedTest(name = "-S {0} {1}")
    @CsvSource({"-4, -E", "-2, -P"})
    void measuresWithSoftwareStamps(String network, String delay) {
        assertMeasures(Mode.STUB, "-S", network, delay);
    }

    @ParameterizedTest(name = "-H {0} {1}")
    @CsvSource({"-4, -E", "-6, -E", "-2, -E", "-4, -P", "-6, -P", "-2, -P"})
    void measuresWithHardwareStamps(String network, String delay) {
        assertMeasures(Mode.STUB, "-H", network, delay);
    }

    @ParameterizedTest(name = "-L {0} {1}")
    @CsvSource({"-4, -E", "-2, -P"})
    void measuresWithHardwareStampsInSystemTime(String network, String delay) {
        assertMeasures(Mode.STUB, "-L", network, delay);
    }

    @ParameterizedTest(name = "-H {0} {1}")
    @CsvSource({"-4, -E", "-2, -P"})
    void measuresUnderEmulation(String network, String delay) {
        assertMeasures(Mode.EMULATE, "-H", network, delay);
    }

    /** What the others prove is the library's work. */
    @ParameterizedTest
    @ValueSource(strings = {"-H", "-L"})
    void refusesWithoutTheLibrary(String stamps) {
        try (JoinedHosts hosts = JoinedHosts.open()) {
            Outcome bare = daemon(hosts.first(), Mode.BARE, stamps, "-4").outcome();
            assertNotEquals(0, bare.status());
            assertTrue(bare.toString().contains("does not support requested timestamping mode"), bare::toString);
        }
    }

    private void assertMeasures(Mode mode, String... options) {
        try (JoinedHosts hosts = JoinedHosts.open();
                RunningProgram master = daemon(hosts.first(), mode, options).started();
                RunningProgram client =
                        daemon(hosts.second(), mode, options).arguments("-s").started()) {
            master.awaitLine("LISTENING to MASTER");
            Matcher measured = MEASURED.matcher(client.awaitLine(MEASURED.pattern()));
            assertTrue(measured.find());
            assertTrue(Math.abs(Long.parseLong(measured.group(1))) < MOST_NANOS, measured::group);
            assertTrue(Math.abs(Long.parseLong(measured.group(2))) < MOST_NANOS, measured::group);
            assertContent(master);
            assertContent(client);
        }
    }

    private static void assertContent(RunningProgram daemon) {
        List<String> lines = daemon.lines();
        assertTrue(lines.stream().noneMatch(line -> COMPLAINT.matcher(line).find()), () -> String.join("\n", lines));
    }

    /**
     * With the shortest intervals there are, and no clock to steer. A busy machine makes it take a late answer for a
     * stranger's, and a fault, with the library and without, so faults last no time.
     */
    private Run daemon(JoinedHosts.Host host, Mode mode, String... options) {
        List<Object> command = new ArrayList<>(List.of("ptp4l", "-m", "-q", "-i", host.device()));
        command.addAll(List.of(options));
        command.addAll(List.of("--free_running=1", "--freq_est_interval=0", "--summary_interval=-4"));
        command.addAll(List.of("--logAnnounceInterval=-3", "--announceReceiptTimeout=2", "--logSyncInterval=-4"));
        command.addAll(List.of("--logMinDelayReqInterval=-4", "--logMinPdelayReqInterval=-4"));
        command.addAll(List.of(
                "--fault_reset_interval=ASAP",
                "--tx_timestamp_timeout=1000",
                "--uds_address=" + directory.resolve(host.device())));
        return host.run(mode, command.toArray());
    }
}
