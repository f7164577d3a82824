// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Optional;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.JavaNames;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.Instruction;
import org.teavm.model.instructions.CastInstruction;
import org.teavm.model.instructions.IsInstanceInstruction;

/** Questions to an object about its class: C's pointers do not know what they point to. */
final class Casts implements InstructionRule {
    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        if (instruction instanceof IsInstanceInstruction) {
            return Optional.of("instanceof needs the runtime: keep the kind in a field");
        }
        if (instruction instanceof CastInstruction cast && !classes.existsInC(cast.getTargetType())) {
            return Optional.of("a cast to " + JavaNames.of(cast.getTargetType()) + " is checked by the runtime");
        }
        return Optional.empty();
    }
}
