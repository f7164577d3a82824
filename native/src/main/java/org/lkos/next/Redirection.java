// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Bytes;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** A function of libc, and ours that takes its place in the objects that import it: one of a list. */
@Unmanaged
public final class Redirection extends Structure {
    /** The real one behind us, once bound; null where there is none. */
    Address function;

    Address name;
    Address replacement;
    Redirection next;

    /** How many objects there had ever been when all were last done; kept by the first of the list. */
    long objectsDone;

    /** Whether an object in front of us, or we, have a function of this name: calls that are not bound yet go there. */
    int inFront;

    /** The process in which all were last done; likewise. */
    int process;

    /** The list with {@code others} behind this one. */
    public Redirection before(Redirection others) {
        next = others;
        return this;
    }

    /** Finds the function, if it was not found, in one object. */
    void bind(SymbolTable object, boolean behindUs) {
        if (function == null) {
            int hash = SymbolTable.hash(name);
            Address found = object.find(name, hash);
            function = behindUs ? found : Address.fromLong(0);
            inFront |= found != null && !behindUs ? 1 : 0;
        }
    }

    /** Whether an object's own function of this name is what it means. */
    boolean isIn(SymbolTable object) {
        int hash = SymbolTable.hash(name);
        Address found = object.find(name, hash);
        return found != null;
    }

    /** The one of the list that has this name and a function, or null. */
    Redirection find(Address wanted) {
        Redirection at = this;
        while (at != null && (at.function == null || !Bytes.areSameText(at.name, wanted))) {
            at = at.next;
        }
        return at;
    }
}
