// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.declarations;

import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.JavaNames;
import org.lkos.toolchain.subject.NativeClass;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldHolder;

/** A field is a C variable or a struct member: of a C type, and without Java's memory order. */
public final class Fields implements ClassRule {
    @Override
    public void check(NativeClass subject, Faults faults) {
        for (FieldHolder field : subject.holder().getFields()) {
            check(subject, field, faults);
        }
    }

    private static void check(NativeClass subject, FieldHolder field, Faults faults) {
        if (field.hasModifier(ElementModifier.SYNTHETIC)) {
            return;
        }
        if (field.hasModifier(ElementModifier.VOLATILE)) {
            faults.inClass("volatile field " + field.getName() + ": C would ignore it, use atomics");
        }
        if (!subject.classes().existsInC(field.getType())) {
            faults.inClass("field " + field.getName() + " has a managed type: " + JavaNames.of(field.getType()));
        }
    }
}
