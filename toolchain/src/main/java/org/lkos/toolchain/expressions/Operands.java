// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.expressions;

import java.util.List;
import org.teavm.ast.BinaryExpr;
import org.teavm.ast.BinaryOperation;
import org.teavm.ast.CastExpr;
import org.teavm.ast.ConditionalExpr;
import org.teavm.ast.Expr;
import org.teavm.ast.InvocationExpr;
import org.teavm.ast.PrimitiveCastExpr;
import org.teavm.ast.QualificationExpr;
import org.teavm.ast.UnaryExpr;

/** The parts of an expression that are expressions themselves. */
final class Operands {
    private Operands() {}

    /** The direct operands, in Java's order. */
    static List<Expr> of(Expr expr) {
        if (expr instanceof BinaryExpr binary) {
            return List.of(binary.getFirstOperand(), binary.getSecondOperand());
        }
        if (expr instanceof ConditionalExpr choice) {
            return List.of(choice.getCondition(), choice.getConsequent(), choice.getAlternative());
        }
        if (expr instanceof InvocationExpr call) {
            return call.getArguments();
        }
        if (expr instanceof QualificationExpr field) {
            return field.getQualified() == null ? List.of() : List.of(field.getQualified());
        }
        return single(expr);
    }

    private static List<Expr> single(Expr expr) {
        if (expr instanceof UnaryExpr unary) {
            return List.of(unary.getOperand());
        }
        if (expr instanceof PrimitiveCastExpr cast) {
            return List.of(cast.getValue());
        }
        return expr instanceof CastExpr cast ? List.of(cast.getValue()) : List.of();
    }

    /** Whether C evaluates the operands in Java's order: it does for {@code &&}, {@code ||} and {@code ?:} alone. */
    static boolean areOrdered(Expr expr) {
        return expr instanceof ConditionalExpr || expr instanceof BinaryExpr binary && isLogical(binary);
    }

    private static boolean isLogical(BinaryExpr binary) {
        return binary.getOperation() == BinaryOperation.AND || binary.getOperation() == BinaryOperation.OR;
    }
}
