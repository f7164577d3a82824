// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** The tarball is the install tree, in a directory of its own, and works where it is unpacked. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class TarballIT {
    @TempDir
    Path place;

    private Path tree;

    @BeforeEach
    void unpack() throws IOException {
        new Run(List.of("tar", "-xzf"))
                .arguments(Download.TARBALL.ours(), "-C", place)
                .outcome()
                .succeeded();
        try (Stream<Path> files = Files.list(place)) {
            tree = files.findFirst().orElseThrow();
        }
    }

    @Test
    void directoryIsNamedAfterTheVersion() {
        String version = onload("--version").out().get(0).replaceFirst("LKOS ", "");
        assertEquals(List.of("lkos-" + version), List.of(place.toFile().list()));
    }

    @Test
    void filesAreThoseOfTheTree() {
        new Run(List.of("diff", "-r", "--no-dereference", "--exclude=.complete"))
                .arguments(InstallTree.root(), tree)
                .outcome()
                .succeeded();
    }

    @Test
    void demoRuns() {
        Outcome demo = onload("--demo", 2);
        assertTrue(demo.out().contains("2 of 2 packets carry a hardware timestamp."), demo::toString);
    }

    @Test
    void profilesAreFound() {
        assertEquals(
                List.of("100000"),
                onload("-p", "latency", "printenv", "EF_POLL_USEC").out());
    }

    @Test
    void usersOtherThanRootCanUseIt() {
        Machine.needsRoot();
        assertEquals(
                List.of(),
                new Run(List.of("find"))
                        .arguments(
                                tree, "(", "-not", "-perm", "/o=r", "-o", "-perm", "/go=w", ")", "-not", "-type", "l")
                        .outcome()
                        .succeeded()
                        .out());
    }

    private Outcome onload(Object... arguments) {
        return new Run(List.of(tree.resolve("bin/onload").toString()))
                .arguments(arguments)
                .outcome()
                .succeeded();
    }
}
