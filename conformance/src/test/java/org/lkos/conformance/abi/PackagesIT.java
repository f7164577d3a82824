// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** pkg-config and CMake find headers and libraries in an install tree that was moved, to a place with a blank in it. */
class PackagesIT {
    private static final String APPLICATION = """
            #include <onload/extensions.h>
            #include <stdio.h>
            int main(void) { return printf("present %d\\n", onload_is_present()) < 0; }
            """;

    @TempDir
    Path place;

    private Path tree;

    @BeforeEach
    void moveTree() throws IOException {
        tree = place.resolve("moved here");
        Path origin = InstallTree.libraries().getParent();
        new Run(List.of("cp", "-r")).arguments(origin, tree).outcome().succeeded();
        Files.writeString(place.resolve("application.c"), APPLICATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--static"})
    void pkgConfigFindsIt(String option) {
        Machine.needsTool("pkg-config");
        String command = "eval \"gcc application.c $(pkg-config %s --cflags --libs onload_ext) -o application\"";
        in(place, "sh", "-c", command.formatted(option))
                .environment("PKG_CONFIG_PATH", tree.resolve("lib/pkgconfig"))
                .outcome()
                .succeeded();
        assertRuns(place.resolve("application"));
    }

    @Test
    void pkgConfigTellsTheVersion() {
        Machine.needsTool("pkg-config");
        Outcome outcome = in(place, "pkg-config", "--modversion", "onload_ext")
                .environment("PKG_CONFIG_PATH", tree.resolve("lib/pkgconfig"))
                .outcome();
        assertEquals(List.of("1.2.0"), outcome.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"onload_ext::onload_ext", "onload_ext::static"})
    void cmakeFindsIt(String target) throws IOException {
        configure("1.2", target).succeeded();
        in(place, "cmake", "--build", "build").outcome().succeeded();
        assertRuns(place.resolve("build/application"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "2.0"})
    void cmakeRefusesAnotherVersion(String version) throws IOException {
        assertNotEquals(0, configure(version, "onload_ext::onload_ext").status());
    }

    private Outcome configure(String version, String target) throws IOException {
        Machine.needsTool("cmake");
        Machine.needsTool("make");
        Files.writeString(place.resolve("CMakeLists.txt"), """
                cmake_minimum_required(VERSION 3.16)
                project(application C)
                find_package(onload_ext %s REQUIRED)
                add_executable(application application.c)
                target_link_libraries(application PRIVATE %s)
                """.formatted(version, target));
        return in(place, "cmake", "-B", "build", "-DCMAKE_PREFIX_PATH=" + tree).outcome();
    }

    private static Run in(Path directory, String... command) {
        return new Run(List.of("env", "-C", directory.toString())).arguments((Object[]) command);
    }

    private void assertRuns(Path application) {
        Outcome outcome = new Run(application, List.of())
                .environment("LD_LIBRARY_PATH", tree.resolve("lib"))
                .outcome()
                .succeeded();
        assertEquals(List.of("present 0"), outcome.out());
    }
}
