// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Optional;
import java.util.Set;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.interop.Function;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.StringConstantInstruction;

/** Java strings, of which only the method names given to {@link Function#get} survive as C. */
final class Strings implements InstructionRule {
    private static final Set<String> CLASSES = Set.of(
            "java.lang.String",
            "java.lang.StringBuilder",
            "java.lang.StringBuffer",
            org.teavm.interop.Strings.class.getName());

    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        boolean literal = instruction instanceof StringConstantInstruction string
                && !method.uses(string.getReceiver()).stream().allMatch(use -> isName(use, string.getReceiver()));
        boolean call = instruction instanceof InvokeInstruction invoke && owns(invoke.getMethod());
        return literal || call
                ? Optional.of("a string needs a heap: import a C literal with @Import and @Variable")
                : Optional.empty();
    }

    /** Whether the method is one of strings. */
    static boolean owns(MethodReference method) {
        return CLASSES.contains(method.getClassName());
    }

    private static boolean isName(Instruction use, Variable string) {
        return use instanceof InvokeInstruction call
                && call.getMethod().getClassName().equals(Function.class.getName())
                && call.getMethod().getName().equals("get")
                && call.getArguments().get(2) == string;
    }
}
