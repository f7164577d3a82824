// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Optional;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.Instruction;

/** One reason to refuse an instruction. */
@FunctionalInterface
interface InstructionRule {
    /** What is wrong with the instruction and what to write instead, if anything is. */
    Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes);
}
