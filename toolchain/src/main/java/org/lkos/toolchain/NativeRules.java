// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.util.List;
import org.lkos.toolchain.declarations.ClassKind;
import org.lkos.toolchain.declarations.DebugInformation;
import org.lkos.toolchain.declarations.Dispatch;
import org.lkos.toolchain.declarations.ExportNames;
import org.lkos.toolchain.declarations.Fields;
import org.lkos.toolchain.declarations.Initialisers;
import org.lkos.toolchain.declarations.Markings;
import org.lkos.toolchain.declarations.Modifiers;
import org.lkos.toolchain.declarations.Signatures;
import org.lkos.toolchain.expressions.ExpressionRules;
import org.lkos.toolchain.instructions.InstructionRules;
import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;

/** Checks each class of ours when TeaVM first reads it, and reports faults as errors of the build. Changes nothing. */
final class NativeRules implements ClassHolderTransformer {
    private final List<ClassRule> rules = List.of(
            new Markings(),
            new DebugInformation(),
            new Dispatch(),
            new Fields(),
            new Signatures(),
            new Modifiers(),
            new ExportNames(),
            new Initialisers(),
            new InstructionRules(),
            new ExpressionRules());

    private final String prefix;

    NativeRules(String nativePackage) {
        prefix = nativePackage + ".";
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (!cls.getName().startsWith(prefix)) {
            return;
        }
        // TeaVM has already replaced lambdas and the like in cls; the class as it was compiled still shows them.
        ClassReader compiled = context.getHierarchy().getClassSource().get(cls.getName());
        NativeClass subject = new NativeClass(compiled, classes(context));
        Faults faults = new Faults(subject, context.getDiagnostics());
        if (new ClassKind().allows(subject, faults)) {
            rules.forEach(rule -> rule.check(subject, faults));
        }
    }

    private Classes classes(ClassHolderTransformerContext context) {
        return new Classes(context.getHierarchy(), prefix, context.getEntryPoint());
    }
}
