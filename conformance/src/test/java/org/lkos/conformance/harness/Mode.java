// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The worlds a program is run in. */
public enum Mode {
    /** The plain kernel and libc. */
    BARE {
        @Override
        List<Path> preloads() {
            return List.of();
        }
    },

    /** The library preloaded, in its default mode. */
    STUB {
        @Override
        List<Path> preloads() {
            return List.of(InstallTree.library());
        }
    },

    /** The emulating library preloaded, and emulation on, as {@code onload --emulate} does it. */
    EMULATE {
        @Override
        List<Path> preloads() {
            return List.of(InstallTree.emulatingLibrary());
        }

        @Override
        Map<String, String> environment() {
            return Map.of("LKOS_EMULATE", "1");
        }
    };

    /** A run of {@code program} in this world, not started yet. */
    public Run run(Path program) {
        Run run = new Run(program, preloads());
        environment().forEach(run::environment);
        return run;
    }

    abstract List<Path> preloads();

    Map<String, String> environment() {
        return Map.of();
    }
}
