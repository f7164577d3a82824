// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Run;

/** What was measured, when and where. */
public record Subject(
        String setting, String time, String version, String kernel, String processor, int processors, String libc) {
    /** This machine, now. */
    public static Subject here(String setting) {
        return new Subject(
                setting,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                first(lines(InstallTree.libraries().resolve("lkos/version")), line -> true),
                System.getProperty("os.version"),
                first(lines(Path.of("/proc/cpuinfo")), line -> line.startsWith("model name"))
                        .replaceFirst(".*: ", ""),
                Runtime.getRuntime().availableProcessors(),
                first(output("getconf", "GNU_LIBC_VERSION"), line -> true));
    }

    private static String first(List<String> lines, Predicate<String> wanted) {
        return lines.stream().filter(wanted).findFirst().orElse("unknown");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> output(String... command) {
        return new Run(List.of(command)).outcome().out();
    }
}
