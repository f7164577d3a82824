// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.expressions;

import java.util.function.BiConsumer;
import org.lkos.toolchain.subject.Classes;
import org.teavm.ast.ConstantExpr;
import org.teavm.ast.Expr;
import org.teavm.ast.InvocationExpr;
import org.teavm.ast.QualificationExpr;
import org.teavm.ast.RecursiveVisitor;
import org.teavm.ast.VariableExpr;
import org.teavm.interop.Address;
import org.teavm.model.MethodReader;
import org.teavm.model.TextLocation;

/** Calls that print as C operators or macros, for which it matters how the argument is written. */
final class ArgumentForms extends RecursiveVisitor {
    private final Classes classes;
    private final BiConsumer<TextLocation, String> report;

    ArgumentForms(Classes classes, BiConsumer<TextLocation, String> report) {
        this.classes = classes;
        this.report = report;
    }

    @Override
    protected void beforeVisit(Expr expr) {
        if (!(expr instanceof InvocationExpr call)) {
            return;
        }
        MethodReader method = classes.resolve(call.getMethod());
        if (method == null) {
            return;
        }
        if (Imports.takesAddress(method) && !(call.getArguments().get(0) instanceof QualificationExpr)) {
            report.accept(expr.getLocation(), "& needs the field itself: of a local it would be the local's address");
        }
        if (isAlign(method) && !isPlain(call.getArguments().get(1))) {
            report.accept(expr.getLocation(), "Address.align evaluates the alignment more than once: give it a local");
        }
    }

    private static boolean isAlign(MethodReader method) {
        return method.getOwnerName().equals(Address.class.getName())
                && method.getName().equals("align");
    }

    private static boolean isPlain(Expr expr) {
        return expr instanceof ConstantExpr || expr instanceof VariableExpr;
    }
}
