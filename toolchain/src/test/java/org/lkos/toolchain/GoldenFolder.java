// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A folder of small Java files, each of which shows the rules one thing. */
record GoldenFolder(String name) {
    List<Path> sources() {
        try (Stream<Path> files = Files.list(path())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path path() {
        try {
            return Path.of(GoldenFolder.class.getResource("/golden/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Compiles the folder into {@code classes}. */
    void compile(Path classes, String... options) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            List<String> all = Stream.concat(
                            Stream.of("-d", classes.toString(), "-nowarn", "--release", "17"), Stream.of(options))
                    .toList();
            boolean done = compiler.getTask(null, files, null, all, null, files.getJavaFileObjectsFromPaths(sources()))
                    .call();
            if (!done) {
                throw new AssertionError("golden folder " + name + " is not Java");
            }
        }
    }
}
