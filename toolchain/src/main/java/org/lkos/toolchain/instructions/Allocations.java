// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Optional;
import java.util.Set;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.Instruction;
import org.teavm.model.instructions.ArrayLengthInstruction;
import org.teavm.model.instructions.CloneArrayInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.ConstructMultiArrayInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.PutElementInstruction;
import org.teavm.model.instructions.UnwrapArrayInstruction;

/** Objects and arrays: there is no heap. */
final class Allocations implements InstructionRule {
    private static final Set<Class<? extends Instruction>> ARRAYS = Set.of(
            ConstructArrayInstruction.class,
            ConstructMultiArrayInstruction.class,
            GetElementInstruction.class,
            PutElementInstruction.class,
            ArrayLengthInstruction.class,
            CloneArrayInstruction.class,
            UnwrapArrayInstruction.class);

    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        if (instruction instanceof ConstructInstruction creation) {
            return Optional.of("new " + creation.getType() + " needs a heap: use a Structure in memory you were given");
        }
        if (ARRAYS.contains(instruction.getClass())) {
            return Optional.of("an array needs a heap: use Address, and Address.add for its elements");
        }
        return Optional.empty();
    }
}
