// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The C that TeaVM made of golden classes, without TeaVM's own. */
record GeneratedC(Path folder) {
    /** Compiles and links it with the flags of module native; the linker drops what nobody exports. */
    Path library(String... exports) throws IOException, InterruptedException {
        Path library = folder.resolve("golden.so");
        Path script = folder.resolve("golden.map");
        Files.writeString(script, "{ global: " + String.join("; ", exports) + "; local: *; };");
        gcc(List.of("-shared", "-nostartfiles", "-Wl,--gc-sections,-z,defs,--version-script=" + script), library);
        return library;
    }

    /** Only compiles it, warnings being errors. */
    void compile() throws IOException, InterruptedException {
        gcc(List.of("-c"), folder.resolve("golden.o"));
    }

    private void gcc(List<String> task, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gcc", "-std=gnu11", "-O2", "-fPIC", "-fwrapv"));
        command.addAll(List.of("-fno-strict-aliasing", "-ffunction-sections", "-fdata-sections"));
        command.addAll(List.of("-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter"));
        command.addAll(task);
        command.addAll(List.of("-o", output.toString(), unit().toString()));
        Path messages = folder.resolve("gcc.txt");
        Process gcc = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        assertEquals(0, gcc.waitFor(), () -> read(messages));
    }

    private Path unit() throws IOException {
        Path unit = folder.resolve("golden.c");
        try (Stream<String> files = Files.lines(folder.resolve("all.txt"))) {
            List<String> ours = files.filter(file -> file.startsWith("classes/golden/"))
                    .map(file -> "#include \"" + file + "\"")
                    .toList();
            return Files.write(unit, ours);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
