// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.declarations;

import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodHolder;

/** Methods with an object: C calls them directly or through a function pointer, and knows no classes to choose by. */
public final class Dispatch implements ClassRule {
    @Override
    public void check(NativeClass subject, Faults faults) {
        String name = subject.holder().getName();
        if (subject.classes().isFunction(name)) {
            subject.methods().forEach(method -> checkPrototype(method, faults));
        } else if (subject.classes().isStructure(name)) {
            subject.methods().forEach(method -> checkDispatch(subject, method, faults));
        } else {
            subject.methods().forEach(method -> checkStatic(method, faults));
        }
    }

    private static void checkPrototype(NativeMethod method, Faults faults) {
        if (!method.holder().hasModifier(ElementModifier.ABSTRACT) && !isConstructor(method)) {
            faults.in(method, "a function type declares one abstract method: any other would be called as the pointer");
        }
    }

    private static void checkDispatch(NativeClass subject, NativeMethod method, Faults faults) {
        boolean direct = subject.holder().hasModifier(ElementModifier.FINAL)
                || method.holder().hasModifier(ElementModifier.FINAL);
        if (isInstance(method) && !direct) {
            faults.in(method, "a structure with methods must be final: the call would be virtual");
        }
    }

    private static void checkStatic(NativeMethod method, Faults faults) {
        if (isInstance(method)) {
            faults.in(method, "an instance method needs a Structure: make it static");
        }
    }

    private static boolean isInstance(NativeMethod method) {
        MethodHolder holder = method.holder();
        return !holder.hasModifier(ElementModifier.STATIC) && !isConstructor(method);
    }

    private static boolean isConstructor(NativeMethod method) {
        return method.holder().getName().equals("<init>");
    }
}
