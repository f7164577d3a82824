// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.stub;

import org.lkos.conformance.harness.CProgram;

/** The ways an application comes by the extension calls. */
enum Binding {
    /** Linked to {@code libonload_ext}; the preload library stands in front of it. */
    LINKED {
        @Override
        CProgram bind(CProgram program) {
            return program.linkedToOnload();
        }
    },

    /** Looked up with {@code dlsym(RTLD_DEFAULT, …)}. */
    BY_NAME {
        @Override
        CProgram bind(CProgram program) {
            return program.with("-DBY_NAME");
        }
    };

    abstract CProgram bind(CProgram program);
}
