// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lkos.conformance.harness.InstallTree;

/** The libraries of the tree, each with the version script that lists its exports. */
enum ShippedLibrary {
    PRELOAD("liblkos.so", "liblkos.map"),
    NAMED_AS_ONLOADS("libonload.so", "liblkos.map"),
    EMULATING("lkos/emulate/libonload.so", "liblkos.map", "emulate.map"),
    EXTENSIONS("libonload_ext.so.1.2.0", "libonload_ext.map"),
    EXTENSIONS_OF_8_0_0("libonload_ext.so.2.0.0", "libonload_ext.map");

    private static final Set<String> PRELOADED_IMPORT =
            Set.of("__errno_location", "dl_iterate_phdr", "epoll_wait", "secure_getenv");
    private static final Set<String> EXTENSIONS_IMPORT = Set.of(
            "__errno_location", "dl_iterate_phdr", "epoll_wait", "lkos_present", "secure_getenv", "socket", "syscall");

    private static final Path SCRIPTS = Path.of(System.getProperty("lkos.root"), "native", "link");
    private static final Pattern LISTED = Pattern.compile("\\s*(\\w+);( # data)?");

    private final String fileName;
    private final List<String> scripts;

    ShippedLibrary(String fileName, String... scripts) {
        this.fileName = fileName;
        this.scripts = List.of(scripts);
    }

    /** Below the directory of the libraries. */
    String fileName() {
        return fileName;
    }

    Path path() {
        return InstallTree.libraries().resolve(fileName);
    }

    ElfFile elf() {
        return new ElfFile(path());
    }

    Set<String> imports() {
        return isExtensions() ? EXTENSIONS_IMPORT : PRELOADED_IMPORT;
    }

    private boolean isExtensions() {
        return scripts.contains("libonload_ext.map");
    }

    SortedSet<String> listedExports() {
        return scripts.stream()
                .flatMap(script -> listedIn(script).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> listedIn(String script) {
        try (var lines = Files.lines(SCRIPTS.resolve(script))) {
            return lines.map(LISTED::matcher)
                    .filter(Matcher::matches)
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
