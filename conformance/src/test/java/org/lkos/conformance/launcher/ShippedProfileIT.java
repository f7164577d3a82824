// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** The profiles that come with LKOS: every known name, with the settings that its users know. */
class ShippedProfileIT {
    private static final List<String> PROFILES = List.of(
            "cloud",
            "haproxy-balanced",
            "haproxy-performance",
            "latency",
            "latency-best",
            "nettyio-balanced",
            "nettyio-performance",
            "nginx-like-st",
            "nginx-proxy-balanced",
            "nginx-proxy-performance",
            "nginx-webserver-balanced",
            "nginx-webserver-performance",
            "node-js",
            "redis-balanced",
            "redis-performance",
            "safe",
            "zeromq");
    private static final List<String> FRAGMENTS = List.of(
            "haproxy-parse-config",
            "nginx-parse-config",
            "proxy-throughput",
            "throughput",
            "throughput_base",
            "wait-old-cluster-exit",
            "wan-traffic");

    @TempDir
    Path place;

    @Test
    void everyKnownNameIsThere() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        PROFILES.forEach(name -> known.add(name + ".opf"));
        FRAGMENTS.forEach(name -> known.add(name + ".opf-fragment"));
        try (Stream<Path> files = Files.list(InstallTree.shared().resolve("profiles"))) {
            assertEquals(
                    known.stream().toList(),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void profileSetsKnownNamesAndSaysNothing(Shell shell, String profile) {
        Outcome outcome = shell.onload("-p", profile, "env").outcome().succeeded();
        assertEquals(List.of(), outcome.err());
        assertFalse(settings(outcome).isEmpty());
    }

    static Stream<Arguments> profiles() {
        return Shell.each(PROFILES.toArray());
    }

    @ParameterizedTest
    @EnumSource(KnownProfile.class)
    void profileSetsWhatItsUsersKnow(KnownProfile profile) {
        assertEquals(
                profile.settings(),
                settings(Shell.DASH.onload("-p", profile.profileName(), "env").outcome()));
    }

    @EveryShell
    void fragmentsCanBeImportedByProfilesOfTheUser(Shell shell) {
        Home home = new Home(place);
        home.profile(
                "all.opf",
                FRAGMENTS.stream().map(name -> "onload_import " + name).toArray(String[]::new));
        assertEquals(
                List.of(),
                home.onload(shell, "-p", "all", "true").outcome().succeeded().err());
    }

    @EveryShell
    void latencyBestKeepsAModeOfTheUser(Shell shell) {
        Run run = shell.onload("--force-profiles", "-p", "latency-best", "printenv", "EF_CTPIO_MODE");
        assertEquals(
                List.of("sf"), run.environment("EF_CTPIO_MODE", "sf").outcome().out());
    }

    @ParameterizedTest
    @MethodSource
    void workersOfNginxAreCounted(Shell shell, String directive, String size) throws IOException {
        Path file = Files.writeString(place.resolve("my.conf"), "user www;\n  " + directive + "\nevents {}\n");
        for (Object[] options : new Object[][] {{"-c", file}, {"-p", place, "-c", "my.conf"}}) {
            assertEquals(List.of(size), clusterSize(shell, "nginx-proxy-balanced", "nginx", options));
        }
    }

    static Stream<Arguments> workersOfNginxAreCounted() {
        return Shell.each("worker_processes 3;", "worker_processes  auto ;", "worker_processes x;", "#")
                .map(row -> {
                    String directive = row.get()[1].toString();
                    String processors = String.valueOf(Runtime.getRuntime().availableProcessors());
                    String size = directive.contains("3") ? "3" : directive.contains("auto") ? processors : "1";
                    return Arguments.of(row.get()[0], directive, size);
                });
    }

    @EveryShell
    void processesOfHaproxyAreCounted(Shell shell) throws IOException {
        Path file = Files.writeString(place.resolve("my.cfg"), "global\n\tnbproc 4\n");
        assertEquals(List.of("4"), clusterSize(shell, "haproxy-performance", "haproxy", "-f", file));
        assertEquals(List.of("1"), clusterSize(shell, "haproxy-performance", "haproxy", "-f", "/no/such"));
        assertEquals(List.of("1"), clusterSize(shell, "haproxy-performance", "haproxy", "-f"));
    }

    @EveryShell
    void nodeIsConfiguredByItsVariables(Shell shell) {
        Outcome outcome = shell.onload("-p", "node-js")
                .arguments("printenv", "EF_CLUSTER_SIZE", "EF_TCP_FORCE_REUSEPORT", "EF_POLL_USEC")
                .environment("NODEJS_WORKERS", 4)
                .environment("NODEJS_PORT_NUMBERS", "80,443")
                .environment("NODEJS_MODE", "performance")
                .outcome();
        assertEquals(List.of("4", "80,443", "1000000"), outcome.succeeded().out());
    }

    @Test
    void shellcheckIsContent() throws IOException {
        Machine.needsTool("shellcheck");
        Run shellcheck = new Run(List.of("shellcheck", "--shell=sh", "--exclude=SC2154"));
        for (String folder : List.of("profiles", "apps")) {
            try (Stream<Path> files = Files.list(InstallTree.shared().resolve(folder))) {
                files.forEach(shellcheck::arguments);
            }
        }
        assertEquals(List.of(), shellcheck.outcome().out());
    }

    /** What a profile makes of a program, which is a script that prints it. */
    private List<String> clusterSize(Shell shell, String profile, String program, Object... arguments)
            throws IOException {
        Path file = place.resolve(program);
        if (!Files.exists(file)) {
            ExecutableFile.of(file, "#!/bin/sh\necho $EF_CLUSTER_SIZE\n");
        }
        return shell.onload("-p", profile, file)
                .arguments(arguments)
                .outcome()
                .succeeded()
                .out();
    }

    private static List<String> settings(Outcome env) {
        return env.succeeded().out().stream()
                .filter(line -> line.startsWith("EF_"))
                .sorted()
                .toList();
    }
}
