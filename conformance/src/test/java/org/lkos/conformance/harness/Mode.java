// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import java.nio.file.Path;
import java.util.List;

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
    };

    abstract List<Path> preloads();
}
