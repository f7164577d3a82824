// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes files that a user may try to run. */
final class ExecutableFile {
    private static final int NOBODY = 65534;

    private ExecutableFile() {}

    static Path of(Path file, String text) throws IOException {
        return executable(Files.writeString(file, text));
    }

    static Path of(Path file, byte[] bytes) throws IOException {
        return executable(Files.write(file, bytes));
    }

    static Path copy(Path original, Path file) throws IOException {
        return executable(Files.copy(original, file));
    }

    /** Gives the file to nobody, owner and group, and then its mode. */
    static Path ofNobody(Path file, int mode) throws IOException {
        Files.setAttribute(file, "unix:uid", NOBODY);
        Files.setAttribute(file, "unix:gid", NOBODY);
        return withMode(file, mode);
    }

    static Path withMode(Path file, int mode) throws IOException {
        Files.setAttribute(file, "unix:mode", mode);
        return file;
    }

    private static Path executable(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }
}
