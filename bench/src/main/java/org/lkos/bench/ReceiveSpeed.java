// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The speed of {@code onload_zc_recv} beside a loop of {@code recvmmsg}: compiles the C program, and runs it preloaded. */
public final class ReceiveSpeed {
    private static final Path DIST = Path.of(System.getProperty("lkos.dist"));
    private static final Path BENCH = Path.of(System.getProperty("lkos.bench"));

    /** Bytes of a datagram, how many wait, and turns. */
    private static final List<List<String>> CASES = List.of(
            List.of("64", "1", "8000"),
            List.of("64", "8", "6000"),
            List.of("64", "32", "4000"),
            List.of("64", "64", "4000"),
            List.of("64", "1000", "400"),
            List.of("64", "8192", "60"),
            List.of("1400", "64", "4000"),
            List.of("9000", "64", "2000"),
            List.of("60000", "16", "2000"));

    private ReceiveSpeed() {}

    /** Prints a line per case. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path program = Files.createDirectories(BENCH.resolve("target")).resolve("receive_speed");
        run(new ProcessBuilder(
                "gcc",
                "-O2",
                "-D_GNU_SOURCE",
                "-I" + DIST.resolve("include"),
                "-o",
                program.toString(),
                BENCH.resolve("src/main/c/receive_speed.c").toString(),
                "-L" + DIST.resolve("lib"),
                "-lonload_ext"));
        for (List<String> one : CASES) {
            ProcessBuilder measure = new ProcessBuilder(program.toString(), one.get(0), one.get(1), one.get(2));
            measure.environment()
                    .put("LD_PRELOAD", DIST.resolve("lib/liblkos.so").toString());
            measure.environment().put("LD_LIBRARY_PATH", DIST.resolve("lib").toString());
            run(measure);
        }
    }

    private static void run(ProcessBuilder command) throws IOException, InterruptedException {
        int status = command.inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command.command() + " ended with " + status);
        }
    }
}
