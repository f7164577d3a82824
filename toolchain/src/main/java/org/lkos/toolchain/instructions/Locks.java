// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Optional;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.Instruction;
import org.teavm.model.instructions.MonitorEnterInstruction;

/** Java's locks: objects have no monitors. */
final class Locks implements InstructionRule {
    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        return instruction instanceof MonitorEnterInstruction
                ? Optional.of("synchronized needs the runtime: use atomics")
                : Optional.empty();
    }
}
