// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A C program of {@code src/main/c} that measures something, compiled now, and run with the shipped library preloaded. */
record PreloadedProgram(Path file) {
    private static final Path DIST = Path.of(System.getProperty("lkos.dist"));
    private static final Path BENCH = Path.of(System.getProperty("lkos.bench"));

    /** The program made of {@code <name>.c}. */
    static PreloadedProgram compile(String name) throws IOException, InterruptedException {
        Path file = Files.createDirectories(BENCH.resolve("target")).resolve(name);
        run(new ProcessBuilder(
                "gcc",
                "-O2",
                "-D_GNU_SOURCE",
                "-I" + DIST.resolve("include"),
                "-o",
                file.toString(),
                BENCH.resolve("src/main/c/" + name + ".c").toString(),
                "-L" + DIST.resolve("lib"),
                "-lonload_ext"));
        return new PreloadedProgram(file);
    }

    /** Runs it to its end; it prints where this prints. */
    void measure(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        ProcessBuilder measure = new ProcessBuilder(command);
        measure.environment().put("LD_PRELOAD", DIST.resolve("lib/liblkos.so").toString());
        measure.environment().put("LD_LIBRARY_PATH", DIST.resolve("lib").toString());
        run(measure);
    }

    private static void run(ProcessBuilder command) throws IOException, InterruptedException {
        int status = command.inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command.command() + " ended with " + status);
        }
    }
}
