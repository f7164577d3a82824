// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.abi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** The compilers that applications are built with, here and for another processor. */
enum Toolchain {
    C("gcc", "-std=gnu17"),
    CXX("g++", "-std=gnu++17", "-x", "c++"),
    AARCH64("aarch64-linux-gnu-gcc", "-std=gnu17");

    private static final Path APPLICATIONS = Path.of(System.getProperty("lkos.apps"));

    private final String command;
    private final List<String> language;

    Toolchain(String command, String... language) {
        this.command = command;
        this.language = List.of(language);
    }

    /** Skips the test unless the compiler and what it needs of libc are there. */
    void needsToBeThere() {
        Machine.needsTool(command);
        if (this == AARCH64) {
            Machine.needsFile("/usr/aarch64-linux-gnu/include/stdio.h");
        }
    }

    /** Compiles an application of {@code src/apps/c} to a file, with options that may name libraries. */
    Path build(Path target, String application, Object... options) {
        compile(APPLICATIONS.resolve(application + ".c"), "-o", target)
                .arguments("-x", "none")
                .arguments(options)
                .outcome()
                .succeeded();
        return target;
    }

    /** Compiles a text that includes Onload's headers to nothing but messages. */
    Outcome check(Path directory, String source, Object... options) throws IOException {
        Path file = Files.writeString(directory.resolve("check.c"), source);
        return compile(file, "-c", "-o", directory.resolve("check.o"))
                .arguments(options)
                .outcome();
    }

    private Run compile(Path source, Object... output) {
        needsToBeThere();
        return new Run(List.of(command, "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-O1"))
                .arguments("-I", InstallTree.headers())
                .arguments(output)
                .arguments(language.toArray())
                .arguments(source);
    }
}
