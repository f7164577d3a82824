// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.declarations;

import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;

/** Initialisers, of classes and of instances: they compile, and nothing ever runs them. */
public final class Initialisers implements ClassRule {
    @Override
    public void check(NativeClass subject, Faults faults) {
        for (NativeMethod method : subject.methods()) {
            if (method.holder().getName().equals("<clinit>")) {
                check(method, "a static initialiser is never run: assign at start-up, or let 0 be the start", faults);
            } else if (method.holder().getName().equals("<init>")) {
                check(method, "a constructor is never run: assign where the memory is obtained", faults);
            }
        }
    }

    private static void check(NativeMethod method, String text, Faults faults) {
        for (Instruction instruction : method.instructions()) {
            if (isEffect(instruction)) {
                faults.at(method, instruction.getLocation(), text);
            }
        }
    }

    private static boolean isEffect(Instruction instruction) {
        if (instruction instanceof PutFieldInstruction put) {
            return !isAssertionSwitch(put.getField());
        }
        return instruction instanceof InvokeInstruction call
                && !call.getMethod().getName().equals("<init>")
                && !call.getMethod().getName().equals("desiredAssertionStatus");
    }

    // Set by javac where a class asserts; the assertion itself is refused in its place.
    private static boolean isAssertionSwitch(FieldReference field) {
        return field.getFieldName().equals("$assertionsDisabled");
    }
}
