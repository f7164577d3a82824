// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Optional;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.Instruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.NumericOperandType;

/** Floating point where C differs: Java saturates what does not fit an integer, and a remainder is a call into libm. */
final class Floats implements InstructionRule {
    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        if (instruction instanceof CastNumberInstruction cast
                && isFloat(cast.getSourceType())
                && !isFloat(cast.getTargetType())) {
            return Optional.of("a float that does not fit is undefined in C: keep integers");
        }
        if (instruction instanceof BinaryInstruction binary
                && isFloat(binary.getOperandType())
                && binary.getOperation() == BinaryOperation.MODULO) {
            return Optional.of("the remainder of floats calls libm: keep integers");
        }
        return Optional.empty();
    }

    private static boolean isFloat(NumericOperandType type) {
        return type == NumericOperandType.FLOAT || type == NumericOperandType.DOUBLE;
    }
}
