// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The tree under test, as a user would unpack it. */
public final class InstallTree {
    private static final Path ROOT = Path.of(System.getProperty("lkos.dist"));

    private InstallTree() {}

    /** Its root. */
    public static Path root() {
        return present("");
    }

    /** The preload library. */
    public static Path library() {
        return present("lib/liblkos.so");
    }

    /** The preload library that emulates. */
    public static Path emulatingLibrary() {
        return present("lib/lkos/emulate/libonload.so");
    }

    /** The directory that makes {@code libonload_ext} findable. */
    public static Path libraries() {
        return present("lib");
    }

    /** The public headers. */
    public static Path headers() {
        return present("include");
    }

    /** The {@code onload} command. */
    public static Path launcher() {
        return present("bin/onload");
    }

    /** What does not depend on the processor: profiles and more for the launcher. */
    public static Path shared() {
        return present("share/lkos");
    }

    private static Path present(String name) {
        Path path = ROOT.resolve(name);
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is missing: build the tree with ./mvnw package first");
        }
        return path;
    }
}
