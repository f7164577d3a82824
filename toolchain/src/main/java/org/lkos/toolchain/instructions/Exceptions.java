// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Optional;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.MonitorExitInstruction;
import org.teavm.model.instructions.RaiseInstruction;

/** Exceptions: C has none. */
final class Exceptions implements InstructionRule {
    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        if (instruction instanceof RaiseInstruction raise && !method.isCaught(raise.getException())) {
            return Optional.of("throw needs the runtime: return an error number");
        }
        if (instruction instanceof GetFieldInstruction get
                && get.getField().getFieldName().equals("$assertionsDisabled")) {
            return Optional.of("assert needs the runtime: test the condition and return an error number");
        }
        if (method.isHandler(instruction) && !releasesLock(instruction.getBasicBlock())) {
            return Optional.of("try needs the runtime: there is nothing to catch");
        }
        return Optional.empty();
    }

    private static boolean releasesLock(BasicBlock handler) {
        for (Instruction instruction : handler) {
            if (instruction instanceof MonitorExitInstruction) {
                return true;
            }
        }
        return false;
    }
}
