// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.declarations;

import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.interop.Import;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodHolder;

/** Modifiers of methods that C has no counterpart for. */
public final class Modifiers implements ClassRule {
    @Override
    public void check(NativeClass subject, Faults faults) {
        subject.methods().forEach(method -> check(method, faults));
    }

    private static void check(NativeMethod method, Faults faults) {
        MethodHolder holder = method.holder();
        if (holder.hasModifier(ElementModifier.SYNCHRONIZED)) {
            faults.in(method, "synchronized method " + holder.getName() + ": C would ignore it, use atomics");
        }
        if (holder.hasModifier(ElementModifier.NATIVE)
                && holder.getAnnotations().get(Import.class.getName()) == null) {
            faults.in(method, "native method " + holder.getName() + " has no @Import: there is nothing to call");
        }
    }
}
