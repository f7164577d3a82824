// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.abi;

import java.nio.file.Path;
import java.util.List;
import org.lkos.conformance.harness.InstallTree;

/** The ways by which applications come by Onload's functions. */
enum Linkage {
    SHARED(library(), "-lonload_ext"),
    /** As programs built for Onload 8.0.0 are. */
    SHARED_8_0_0(library(), "-l:libonload_ext.so.2"),
    ARCHIVE(archive()),
    /** The program's own symbols can be seen by libraries. */
    ARCHIVE_RDYNAMIC("-rdynamic", archive()),
    /** And one of those libraries is libonload_ext itself. */
    ARCHIVE_AND_SHARED("-rdynamic", archive(), "-Wl,--no-as-needed", library(), "-lonload_ext"),
    STATIC("-static", archive()),
    STATIC_PIE("-static-pie", archive()),
    /** The program has dlsym, which finds nothing in a static program. */
    STATIC_DLSYM("-static", "-Wl,-u,dlsym", archive()),
    HANDLE("-DBY_HANDLE"),
    HANDLE_AND_ARCHIVE("-DBY_HANDLE", "-rdynamic", "-Wl,--whole-archive", archive(), "-Wl,--no-whole-archive"),
    DEFAULT_SCOPE("-DBY_DEFAULT"),
    WEAK("-DWEAK");

    private final List<String> options;

    Linkage(String... options) {
        this.options = List.of(options);
    }

    Object[] options() {
        return options.toArray();
    }

    /** Whether nothing preloaded can reach the program. */
    boolean isStatic() {
        return name().startsWith("STATIC");
    }

    /** Whether the program has no function unless a library is preloaded. */
    boolean needsPreload() {
        return this == DEFAULT_SCOPE || this == WEAK;
    }

    static String archive() {
        Path archive = InstallTree.libraries().resolve("libonload_ext.a");
        return archive.toString();
    }

    private static String library() {
        return "-L" + InstallTree.libraries();
    }
}
