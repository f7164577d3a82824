// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.List;
import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.Instruction;

/** Shows every instruction of a class to every rule. */
public final class InstructionRules implements ClassRule {
    private static final List<InstructionRule> RULES = List.of(
            new Allocations(),
            new Exceptions(),
            new Locks(),
            new Strings(),
            new BoundCalls(),
            new ClassLiterals(),
            new Casts(),
            new Calls(),
            new Shifts(),
            new Floats());

    @Override
    public void check(NativeClass subject, Faults faults) {
        for (NativeMethod method : subject.methods()) {
            // Initialisers are refused altogether.
            if (!method.isInitialiser()) {
                check(subject, method, faults);
            }
        }
    }

    private static void check(NativeClass subject, NativeMethod method, Faults faults) {
        for (Instruction instruction : method.instructions()) {
            for (InstructionRule rule : RULES) {
                rule.faultOf(instruction, method, subject.classes())
                        .ifPresent(text -> faults.at(method, instruction.getLocation(), text));
            }
        }
    }
}
