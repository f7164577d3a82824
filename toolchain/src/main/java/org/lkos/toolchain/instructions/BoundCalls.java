// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Map;
import java.util.Optional;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.Instruction;
import org.teavm.model.InvokeDynamicInstruction;

/** Calls that the JVM would bind at run time: lambdas, and what javac builds the same way. */
final class BoundCalls implements InstructionRule {
    private static final Map<String, String> BUILDERS = Map.of(
            "java.lang.invoke.LambdaMetafactory",
            "a lambda or method reference needs a heap: use Function.get with the name of a static method",
            "java.lang.invoke.StringConcatFactory",
            "string concatenation needs a heap: write the parts one by one",
            "java.lang.runtime.SwitchBootstraps",
            "a pattern in a switch needs the runtime: switch on an int");

    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        if (instruction instanceof InvokeDynamicInstruction call) {
            String builder = call.getBootstrapMethod().getClassName();
            return Optional.of(BUILDERS.getOrDefault(builder, "invokedynamic needs the runtime: " + builder));
        }
        return Optional.empty();
    }
}
