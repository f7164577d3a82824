// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** The files that the build leaves in {@code target}, for this machine or another. */
enum Download {
    TARBALL(".tar.gz", "x86_64", "aarch64"),
    DEB(".deb", "amd64", "arm64");

    private static final Path TARGET = Path.of(System.getProperty("lkos.root"), "target");

    private final String suffix;
    private final String onIntel;
    private final String onArm;

    Download(String suffix, String onIntel, String onArm) {
        this.suffix = suffix;
        this.onIntel = onIntel;
        this.onArm = onArm;
    }

    /** The one for the machine that the tests run on. */
    Path ours() throws IOException {
        List<Path> files = find(isIntel() ? onIntel : onArm);
        assertEquals(1, files.size(), files::toString);
        return files.get(0);
    }

    /** The one for the machine that it was compiled for; skips where there was no compiler for that. */
    Path other() throws IOException {
        assumeTrue(isIntel(), "is built on x86-64 only");
        Machine.needsTool("aarch64-linux-gnu-gcc");
        List<Path> files = find(onArm);
        assertEquals(1, files.size(), files::toString);
        return files.get(0);
    }

    /** Its files as the tool of its kind lists them, directories left out. */
    List<String> listing(Path file) {
        Machine.needsTool(this == TARBALL ? "tar" : "dpkg-deb");
        List<String> tar = this == TARBALL
                ? List.of("tar", "-tzf")
                : List.of("sh", "-c", "dpkg-deb --fsys-tarfile \"$0\" | tar -t");
        return new Run(tar)
                .arguments(file).outcome().succeeded().out().stream()
                        .filter(name -> !name.endsWith("/"))
                        .sorted()
                        .toList();
    }

    private List<Path> find(String machine) throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.toString().endsWith(machine + suffix))
                    .toList();
        }
    }

    private static boolean isIntel() {
        return "amd64".equals(System.getProperty("os.arch"));
    }
}
