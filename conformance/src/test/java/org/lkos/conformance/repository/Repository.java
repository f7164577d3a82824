// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.repository;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The source tree: its files, and names that occur in them. */
final class Repository {
    static final Path ROOT = Path.of(System.getProperty("lkos.root"));

    private static final Set<String> NOT_SOURCE = Set.of("target", ".git", ".mvn", ".idea");

    private Repository() {}

    static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    /** What the one group of {@code pattern} matches in a text, each once. */
    static Set<String> names(String pattern, String text) {
        return new TreeSet<>(Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList());
    }

    /** All source files, that is, no results of a build. */
    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return NOT_SOURCE.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
