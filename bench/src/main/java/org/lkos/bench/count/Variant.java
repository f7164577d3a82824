// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import java.nio.file.Path;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;

/** The ways in which a library of ours gets into a process. */
public enum Variant {
    /** As {@code onload} does it. */
    STUB("liblkos.so, preloaded", Mode.STUB),
    /** As {@code onload --emulate} does it. */
    EMULATE("emulate/libonload.so, preloaded", Mode.EMULATE),
    /** By a program that was linked to it. */
    SHARED("libonload_ext.so, linked", Mode.BARE) {
        @Override
        CProgram program() {
            return super.program().with("-Wl,--no-as-needed").linkedToOnload();
        }

        @Override
        Path file() {
            return InstallTree.libraries().resolve("libonload_ext.so");
        }
    },
    /** In the program itself. */
    STATIC("libonload_ext.a, linked", Mode.BARE) {
        @Override
        CProgram program() {
            return super.program()
                    .with(
                            "-Wl,-u,onload_is_present",
                            InstallTree.libraries().resolve("libonload_ext.a").toString());
        }

        @Override
        Path file() {
            return program().file();
        }
    };

    private final String words;
    private final Mode mode;

    Variant(String words, Mode mode) {
        this.words = words;
        this.mode = mode;
    }

    /** A program that does nothing, with the library. */
    CProgram program() {
        return plain();
    }

    /** The same program without it. */
    static CProgram plain() {
        return CProgram.of("load");
    }

    Mode mode() {
        return mode;
    }

    /** Whether any program can have it, without being linked for it. */
    boolean isPreloaded() {
        return mode != Mode.BARE;
    }

    /** What the dynamic linker has more to do with. */
    Path file() {
        return this == EMULATE ? InstallTree.emulatingLibrary() : InstallTree.library();
    }

    @Override
    public String toString() {
        return words;
    }
}
