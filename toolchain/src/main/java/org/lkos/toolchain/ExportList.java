// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lkos.toolchain.subject.Exports;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.model.ClassReader;

/** Writes the C names of all methods we export to a file, sorted, one a line. */
final class ExportList extends AbstractDependencyListener {
    private final String prefix;
    private final Path file;
    private final SortedSet<String> names = new TreeSet<>();

    ExportList(String nativePackage, Path file) {
        this.prefix = nativePackage + ".";
        this.file = file;
    }

    @Override
    public void classReached(DependencyAgent agent, String className) {
        ClassReader cls = agent.getClassSource().get(className);
        if (cls != null && className.startsWith(prefix)) {
            cls.getMethods().forEach(method -> Exports.nameOf(method).ifPresent(names::add));
        }
    }

    @Override
    public void complete() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
