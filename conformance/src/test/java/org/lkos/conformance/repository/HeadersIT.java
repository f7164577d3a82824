// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** Each public header compiles alone and twice, in every dialect of C and C++, without a warning. */
class HeadersIT {
    private static final List<String> C = List.of("c90", "gnu90", "c99", "c11", "c17", "gnu17");
    private static final List<String> CXX = List.of("c++98", "c++11", "c++14", "c++17", "c++20", "gnu++20");

    @ParameterizedTest
    @MethodSource("headersInC")
    void compilesAsC(String header, String dialect, @TempDir Path place) throws IOException {
        assertCompiles("gcc", header, dialect, place.resolve("header.c"));
    }

    @ParameterizedTest
    @MethodSource("headersInCxx")
    void compilesAsCxx(String header, String dialect, @TempDir Path place) throws IOException {
        assertCompiles("g++", header, dialect, place.resolve("header.cc"));
    }

    static Stream<Arguments> headersInC() throws IOException {
        return headersIn(C);
    }

    static Stream<Arguments> headersInCxx() throws IOException {
        return headersIn(CXX);
    }

    private static Stream<Arguments> headersIn(List<String> dialects) throws IOException {
        List<Arguments> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(InstallTree.headers().resolve("onload"))) {
            for (Path file : files.sorted().toList()) {
                String header = "onload/" + file.getFileName();
                dialects.forEach(dialect -> cases.add(Arguments.of(header, dialect)));
            }
        }
        return cases.stream();
    }

    private static void assertCompiles(String compiler, String header, String dialect, Path source) throws IOException {
        Machine.needsTool(compiler);
        Files.writeString(source, ("#include <" + header + ">\n").repeat(2) + "int something;\n");
        Outcome outcome = new Run(
                        List.of(compiler, "-std=" + dialect, "-pedantic-errors", "-Wall", "-Wextra", "-Werror"))
                .arguments("-fsyntax-only", "-I", InstallTree.headers(), source)
                .outcome();
        assertEquals(0, outcome.status(), outcome::toString);
    }
}
