// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program or shared library of {@code src/apps/c}, in C or, where its name ends so, C++ ({@code .cc}), with the gcc options that make this variant of it. */
public record CProgram(String name, List<String> options) {
    /** The program made of {@code <name>.c} or {@code <name>.cc}. */
    public static CProgram of(String name, String... options) {
        return new CProgram(name, List.of(options));
    }

    /** The shared library made of {@code <name>.c}. */
    public static CProgram library(String name, String... options) {
        return of(name, options).with("-shared", "-fPIC");
    }

    /** The same source with more options. */
    public CProgram with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new CProgram(name, List.copyOf(all));
    }

    /** The same program calling {@code onload_*} through {@code libonload_ext}. */
    public CProgram linkedToOnload() {
        return with("-L" + InstallTree.libraries(), "-lonload_ext");
    }

    /** The compiled file; compiled now if it was not yet. */
    public Path file() {
        return Gcc.compile(this);
    }

    /** A run of this program in {@code mode}, not started yet. */
    public Run in(Mode mode) {
        return mode.run(file());
    }
}
