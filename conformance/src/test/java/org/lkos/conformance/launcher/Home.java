// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lkos.conformance.harness.Run;

/** A home directory with the files that the launcher looks for in it. */
record Home(Path directory) {
    /** A profile, with its suffix. */
    Home profile(String name, String... lines) {
        return file(".openonload/profiles/" + name, lines);
    }

    /** What is read for a program of this name. */
    Home handler(String program, String... lines) {
        return file(".openonload/apps/" + program, lines);
    }

    Home configuration(String... lines) {
        return file(".openonload.sh", lines);
    }

    /** A run of the launcher for the user at home here. */
    Run onload(Shell shell, Object... arguments) {
        return shell.onload(arguments).environment("HOME", directory);
    }

    private Home file(String name, String... lines) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", lines) + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
