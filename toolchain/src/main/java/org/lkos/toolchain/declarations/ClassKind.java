// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.declarations;

import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.teavm.model.ClassHolder;
import org.teavm.model.ElementModifier;

/** Kinds of class that have no meaning in C: nothing more is worth saying about them. */
public final class ClassKind {
    /** Whether the other rules apply to the class. */
    public boolean allows(NativeClass subject, Faults faults) {
        ClassHolder cls = subject.holder();
        if (cls.hasModifier(ElementModifier.ENUM)) {
            faults.inClass("an enum lives on the heap: use static final int constants");
            return false;
        }
        if (cls.hasModifier(ElementModifier.RECORD)) {
            faults.inClass("a record lives on the heap: use a Structure");
            return false;
        }
        // Annotations leave no code; what javac adds for a switch on an enum is refused where it is used.
        return !cls.hasModifier(ElementModifier.ANNOTATION) && !cls.hasModifier(ElementModifier.SYNTHETIC);
    }
}
