// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Optional;
import java.util.OptionalLong;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.Instruction;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;

/** Shift counts: Java takes them modulo the width, C leaves a larger one undefined. */
final class Shifts implements InstructionRule {
    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        if (!(instruction instanceof BinaryInstruction shift) || !isShift(shift.getOperation())) {
            return Optional.empty();
        }
        long last = shift.getOperandType() == NumericOperandType.LONG ? 63 : 31;
        return isWithin(last, shift.getSecondOperand(), method)
                ? Optional.empty()
                : Optional.of("C does not mask a shift count: write & " + last);
    }

    private static boolean isShift(BinaryOperation operation) {
        return switch (operation) {
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> true;
            default -> false;
        };
    }

    private static boolean isWithin(long last, Variable count, NativeMethod method) {
        Instruction definition = method.definition(count);
        if (definition instanceof CastNumberInstruction cast) {
            return isWithin(last, cast.getValue(), method);
        }
        if (definition instanceof BinaryInstruction mask && mask.getOperation() == BinaryOperation.AND) {
            return isConstantWithin(last, mask.getFirstOperand(), method)
                    || isConstantWithin(last, mask.getSecondOperand(), method);
        }
        return isConstantWithin(last, count, method);
    }

    private static boolean isConstantWithin(long last, Variable value, NativeMethod method) {
        OptionalLong constant = constant(method.definition(value));
        return constant.isPresent() && constant.getAsLong() >= 0 && constant.getAsLong() <= last;
    }

    private static OptionalLong constant(Instruction definition) {
        if (definition instanceof IntegerConstantInstruction number) {
            return OptionalLong.of(number.getConstant());
        }
        if (definition instanceof LongConstantInstruction number) {
            return OptionalLong.of(number.getConstant());
        }
        return OptionalLong.empty();
    }
}
