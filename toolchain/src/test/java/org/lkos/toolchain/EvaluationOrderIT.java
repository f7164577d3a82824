// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.tooling.TeaVMToolException;

/** The same methods in the JVM and as C: what the rules let pass does the same, what they refuse needs them. */
class EvaluationOrderIT {
    private static final String MAIN = "golden.executed.Main";

    @TempDir
    private Path classes;

    @TempDir
    private Path output;

    @Test
    void refusedMethodsAreThoseThatDiffer() throws Exception {
        GoldenFolder folder = new GoldenFolder("executed");
        folder.compile(classes, "-g");
        Set<Integer> marked =
                Marks.of(Files.readAllLines(folder.sources().get(0))).keySet();
        assertEquals(marked, refusedLines());

        new Compilation(classes, output).with("native.package", "elsewhere").run(MAIN);
        Path library = new GeneratedC(output).library("unordered", "ordered", "increments", "choices");
        try (NativeLibrary c = NativeLibrary.getInstance(library.toString())) {
            assertNotEquals(inJvm("unordered"), inC(c, "unordered"));
            assertEquals(inJvm("ordered"), inC(c, "ordered"));
            assertEquals(inJvm("increments"), inC(c, "increments"));
            assertEquals(inJvm("choices"), inC(c, "choices"));
        }
    }

    private Set<Integer> refusedLines() throws IOException, TeaVMToolException {
        return new Compilation(classes, output)
                .run(MAIN).stream().map(Complaint::line).collect(Collectors.toSet());
    }

    private int inJvm(String name) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            return (int) loader.loadClass(MAIN).getMethod(name).invoke(null);
        }
    }

    private static int inC(NativeLibrary library, String name) {
        return library.getFunction(name).invokeInt(new Object[0]);
    }
}
