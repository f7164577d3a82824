// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.expressions;

import java.util.Set;
import java.util.function.BiConsumer;
import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.ast.Statement;
import org.teavm.model.Instruction;
import org.teavm.model.InvokeDynamicInstruction;
import org.teavm.model.TextLocation;
import org.teavm.model.instructions.MonitorEnterInstruction;

/** Shows the expressions of a class to every rule. */
public final class ExpressionRules implements ClassRule {
    private static final Set<Class<? extends Instruction>> FORMLESS =
            Set.of(InvokeDynamicInstruction.class, MonitorEnterInstruction.class);

    @Override
    public void check(NativeClass subject, Faults faults) {
        PrintedCode code = new PrintedCode(subject);
        CalleeEffects callees = new CalleeEffects(subject.classes());
        for (NativeMethod method : subject.methods()) {
            if (hasForm(method)) {
                Statement body = code.of(method);
                BiConsumer<TextLocation, String> report =
                        (line, text) -> faults.at(method, PrintedCode.sourceLine(line), text);
                body.acceptVisitor(new EvaluationOrder(callees, report));
                body.acceptVisitor(new ForeignNumbers(subject.classes(), report));
                body.acceptVisitor(new ArgumentForms(subject.classes(), report));
            }
        }
    }

    // What is refused for its instructions already need not have a form in C.
    private static boolean hasForm(NativeMethod method) {
        return !method.instructions().isEmpty()
                && !method.isInitialiser()
                && method.instructions().stream()
                        .noneMatch(i -> FORMLESS.contains(i.getClass()) || method.isHandler(i));
    }
}
