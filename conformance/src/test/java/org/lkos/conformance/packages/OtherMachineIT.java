// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** What is made for aarch64 differs from what is made for x86-64 in compiled files alone. */
class OtherMachineIT {
    private static final String MACHINES =
            "find . -type f -exec sh -c 'readelf -h $0 2>/dev/null | sed -n s/^.*Machine:.*[^A-Za-z0-9]//p' {} ';'";

    @ParameterizedTest
    @EnumSource(Download.class)
    void filesAreTheSame(Download download) throws IOException {
        assertEquals(download.listing(download.ours()), download.listing(download.other()));
    }

    @Test
    void onlyCompiledFilesDiffer(@TempDir Path here, @TempDir Path there) throws IOException {
        unpack(Download.TARBALL.other(), there);
        unpack(Download.TARBALL.ours(), here);
        Outcome diff = new Run(List.of("diff", "-rq", "--no-dereference"))
                .arguments(here, there)
                .outcome();
        assertEquals(
                List.of(), diff.out().stream().filter(line -> !isCompiled(line)).toList());
    }

    @Test
    void programsAndLibrariesAreForThatMachine(@TempDir Path place) throws IOException {
        unpack(Download.TARBALL.other(), place);
        List<String> machines = new Run(List.of("sh", "-c", MACHINES))
                .directory(place).outcome().succeeded().out().stream()
                        .distinct()
                        .toList();
        assertEquals(List.of("AArch64"), machines);
    }

    @Test
    void lintianIsContent() throws IOException {
        Machine.needsTool("lintian");
        Outcome lintian = new Run(List.of("lintian", "--fail-on", "error,warning"))
                .arguments(Download.DEB.other())
                .outcome();
        assertEquals(0, lintian.status(), lintian::toString);
    }

    private static boolean isCompiled(String difference) {
        return difference.matches(
                "Files .*/lib/((lkos/emulate/)?lib[^/]*\\.(so[.0-9]*|a)|lkos/onload-demo) and .* differ");
    }

    private static void unpack(Path tarball, Path place) {
        new Run(List.of("tar", "-xzf"))
                .arguments(tarball, "-C", place)
                .outcome()
                .succeeded();
    }
}
