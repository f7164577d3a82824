// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.model.Instruction;
import org.teavm.model.instructions.ClassConstantInstruction;
import org.teavm.model.instructions.InvokeInstruction;

/** Class literals, which TeaVM turns into C types only where they are written straight into one of a few calls. */
final class ClassLiterals implements InstructionRule {
    private static final Map<String, Set<String>> READERS = Map.of(
            Address.class.getName(), Set.of("add"),
            Function.class.getName(), Set.of("get"));
    private static final Set<String> STRUCTURE_READERS = Set.of("sizeOf", "add");

    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        boolean fault = instruction instanceof ClassConstantInstruction literal
                && !method.uses(literal.getReceiver()).stream().allMatch(use -> reads(use, classes));
        return fault
                ? Optional.of("a class literal needs the runtime: it may only be an argument of sizeOf, add or get")
                : Optional.empty();
    }

    private static boolean reads(Instruction use, Classes classes) {
        if (!(use instanceof InvokeInstruction call)) {
            return false;
        }
        String owner = call.getMethod().getClassName();
        Set<String> names = classes.isStructure(owner) ? STRUCTURE_READERS : READERS.getOrDefault(owner, Set.of());
        return names.contains(call.getMethod().getName());
    }
}
