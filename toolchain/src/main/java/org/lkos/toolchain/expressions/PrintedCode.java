// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.expressions;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeClass;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.ast.Statement;
import org.teavm.ast.decompilation.Decompiler;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassReader;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.optimization.GlobalValueNumbering;
import org.teavm.model.optimization.RedundantJumpElimination;
import org.teavm.model.optimization.RedundantPhiElimination;
import org.teavm.model.optimization.UnreachableBasicBlockEliminator;
import org.teavm.model.optimization.UnusedVariableElimination;
import org.teavm.model.util.DefaultVariableCategoryProvider;
import org.teavm.model.util.ModelUtils;
import org.teavm.model.util.RegisterAllocator;

/**
 * The statements TeaVM will print for a method at optimization level SIMPLE, by its own passes. One thing differs: TeaVM
 * folds nothing across source lines, here all lines count as one, because the formatter may join any two. What stays
 * apart is then what Java itself keeps apart: a local given its value where it is declared.
 */
final class PrintedCode {
    private final ClassHolder copy;
    private final Decompiler decompiler;

    PrintedCode(NativeClass subject) {
        copy = ModelUtils.copyClass(subject.holder());
        Map<String, ClassHolder> known = new HashMap<>();
        decompiler = new Decompiler(
                name -> known.computeIfAbsent(name, n -> signatures(n, subject.classes())), Set.of(), true);
    }

    private static ClassHolder signatures(String name, Classes classes) {
        ClassReader cls = classes.get(name);
        return cls == null ? null : ModelUtils.copyClass(cls, false);
    }

    /** The body of the method, folded. */
    Statement of(NativeMethod method) {
        MethodHolder printed = copy.getMethod(method.holder().getDescriptor());
        joinLines(printed.getProgram());
        optimize(printed);
        new RegisterAllocator(new DefaultVariableCategoryProvider())
                .allocateRegisters(printed.getReference(), printed.getProgram(), true);
        return decompiler.decompileRegular(printed).getBody();
    }

    /** The line as the source has it, of one found in printed code. */
    static TextLocation sourceLine(TextLocation line) {
        return line == null ? null : new TextLocation(line.getFileName(), line.getLine());
    }

    private static void joinLines(Program program) {
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction.getLocation() != null) {
                    instruction.setLocation(new AnyLine(instruction.getLocation()));
                }
            }
        }
    }

    private static void optimize(MethodHolder method) {
        Program program = method.getProgram();
        boolean changed;
        do {
            changed = RedundantJumpElimination.optimize(program);
            changed |= new GlobalValueNumbering(true).optimize(program);
            new UnreachableBasicBlockEliminator().optimize(program);
            new UnusedVariableElimination().optimize(method, program);
            changed |= new RedundantPhiElimination().optimize(null, program);
        } while (changed);
    }

    /** A line that is no reason to keep two values apart. */
    private static final class AnyLine extends TextLocation {
        private static final long serialVersionUID = 1;

        AnyLine(TextLocation line) {
            super(line.getFileName(), line.getLine());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TextLocation;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
