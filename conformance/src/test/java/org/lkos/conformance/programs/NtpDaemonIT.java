// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.JoinedHosts;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.RunningProgram;

/**
 * {@code chronyd} without hardware stamps: a server and a client, whose samples are stamped by the kernel both ways.
 * Where it is shown a stamp that it did not ask for, it takes a time of its own instead.
 */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class NtpDaemonIT {
    private static final List<String> BY_THE_KERNEL = List.of("TX timestamping : Kernel", "RX timestamping : Kernel");

    @TempDir
    private Path directory;

    @BeforeEach
    void needsNtp() {
        Machine.needsTool("chronyd");
        Machine.needsTool("chronyc");
    }

    @ParameterizedTest
    @EnumSource
    void isStampedByTheKernel(Mode mode) throws IOException {
        assertEquals(BY_THE_KERNEL, stamping(mode, ""));
    }

    /** A server of such clients is asked for its last message's stamp, taken from the error queue. */
    @ParameterizedTest
    @EnumSource
    void isStampedByTheKernelWhenInterleaved(Mode mode) throws IOException {
        assertEquals(BY_THE_KERNEL, stamping(mode, "xleave"));
    }

    /** As Debian starts it: the filter knows the options of sockets by their numbers. */
    @Test
    void isStampedByTheKernelUnderItsFilter() throws IOException {
        String features = new Run(List.of("chronyd", "-v")).outcome().toString();
        assumeTrue(features.contains("+SCFILTER"), "chronyd was built without its filter");
        assertEquals(BY_THE_KERNEL, stamping(Mode.STUB, "xleave", "-F", "1"));
    }

    private List<String> stamping(Mode mode, String sourceOptions, Object... options) throws IOException {
        try (JoinedHosts hosts = JoinedHosts.open();
                RunningProgram server = daemon(hosts.first(), mode, "local stratum 1\nallow", options);
                RunningProgram client = daemon(hosts.second(), mode, source(hosts, sourceOptions), options)) {
            server.awaitLine("Disabled control of system clock");
            client.awaitLine("Selected source");
            Outcome sample = new Run(List.of("chronyc", "-n", "-h"))
                    .arguments(socket(hosts.second()), "ntpdata")
                    .outcome()
                    .succeeded();
            return sample.out().stream()
                    .filter(line -> line.contains("timestamping"))
                    .toList();
        }
    }

    private static String source(JoinedHosts hosts, String options) {
        return "server " + hosts.first().ipv4() + " iburst minpoll -4 maxpoll -4 " + options;
    }

    /** Private in all it leaves, and kept from the machine's clock. */
    private RunningProgram daemon(JoinedHosts.Host host, Mode mode, String directives, Object... options)
            throws IOException {
        Path configuration = directory.resolve(host.device() + ".conf");
        String common = "\nuser root\ncmdport 0\nbindcmdaddress " + socket(host) + "\npidfile "
                + directory.resolve(host.device() + ".pid") + "\n";
        Files.writeString(configuration, directives + common);
        return host.run(mode, "chronyd", "-x", "-d", "-f", configuration)
                .arguments(options)
                .started();
    }

    private Path socket(JoinedHosts.Host host) {
        return directory.resolve(host.device() + ".sock");
    }
}
