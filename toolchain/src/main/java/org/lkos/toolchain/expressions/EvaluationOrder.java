// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.expressions;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.teavm.ast.AssignmentStatement;
import org.teavm.ast.Expr;
import org.teavm.ast.InvocationExpr;
import org.teavm.ast.QualificationExpr;
import org.teavm.ast.RecursiveVisitor;
import org.teavm.model.TextLocation;

/** Operands whose order decides the outcome: Java evaluates from left to right, C as it likes. */
final class EvaluationOrder extends RecursiveVisitor {
    private static final String FAULT = "C may evaluate these operands in another order: give the earlier one a local";

    private final CalleeEffects callees;
    private final BiConsumer<TextLocation, String> report;
    private final Map<Expr, Effects> effects = new IdentityHashMap<>();

    EvaluationOrder(CalleeEffects callees, BiConsumer<TextLocation, String> report) {
        this.callees = callees;
        this.report = report;
    }

    @Override
    public void visit(AssignmentStatement statement) {
        super.visit(statement);
        // Only the path to the field is evaluated on the left; the store itself comes after both sides.
        if (statement.getLeftValue() instanceof QualificationExpr field && field.getQualified() != null) {
            compare(List.of(field.getQualified(), statement.getRightValue()), statement.getLocation());
        }
    }

    @Override
    protected void afterVisit(Expr expr) {
        List<Expr> operands = Operands.of(expr);
        if (!Operands.areOrdered(expr)) {
            compare(operands, expr.getLocation());
        }
        effects.put(expr, operands.stream().map(effects::get).reduce(ownEffects(expr), Effects::and));
    }

    private Effects ownEffects(Expr expr) {
        if (expr instanceof InvocationExpr call) {
            return callees.of(call.getMethod());
        }
        return expr instanceof QualificationExpr ? Effects.READ : Effects.NONE;
    }

    private void compare(List<Expr> operands, TextLocation line) {
        Effects earlier = Effects.NONE;
        for (Expr operand : operands) {
            Effects now = effects.get(operand);
            if (earlier.clashesWith(now)) {
                report.accept(operand.getLocation() == null ? line : operand.getLocation(), FAULT);
            }
            earlier = earlier.and(now);
        }
    }
}
