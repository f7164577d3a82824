// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * What one of the functions behind us is called through. It starts out with a function of ours, which binds all cells
 * and calls again; so a call that comes before our constructor finds its function too, and none pays for a check.
 */
@Unmanaged
final class Cell extends Structure {
    private static final int NAME = 8;

    Address function;

    /** The name itself, in 16 bytes. */
    long name0;

    long name8;

    /** The name's, as {@link SymbolTable#hash} has it. */
    int hash;

    /** Whether {@code function} is the real one: 0 or 1. */
    int bound;

    /** Binds the cell, if it is not bound, to what an object has under its name. */
    void bind(SymbolTable object) {
        if (bound == 0) {
            Address found = object.find(toAddress().add(NAME), hash);
            if (found != null) {
                function = found;
                bound = 1;
            }
        }
    }

    /** No object has it. */
    void bindMissing(Address missing) {
        if (bound == 0) {
            function = missing;
        }
    }
}
