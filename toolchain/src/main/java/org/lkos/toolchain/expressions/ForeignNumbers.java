// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.expressions;

import java.util.List;
import java.util.function.BiConsumer;
import org.lkos.toolchain.subject.Classes;
import org.teavm.ast.BinaryExpr;
import org.teavm.ast.ConditionalExpr;
import org.teavm.ast.ConditionalStatement;
import org.teavm.ast.Expr;
import org.teavm.ast.InvocationExpr;
import org.teavm.ast.PrimitiveCastExpr;
import org.teavm.ast.RecursiveVisitor;
import org.teavm.ast.SwitchStatement;
import org.teavm.ast.UnaryExpr;
import org.teavm.ast.WhileStatement;
import org.teavm.interop.Address;
import org.teavm.model.MethodReader;
import org.teavm.model.TextLocation;

/**
 * Results of C functions that are used as they come. In an expression such a number has the type C declares, often
 * unsigned or of another width, and drags the expression into C's arithmetic; stored or returned it becomes Java's.
 */
final class ForeignNumbers extends RecursiveVisitor {
    private final Classes classes;
    private final BiConsumer<TextLocation, String> report;

    ForeignNumbers(Classes classes, BiConsumer<TextLocation, String> report) {
        this.classes = classes;
        this.report = report;
    }

    @Override
    public void visit(ConditionalStatement statement) {
        check(statement.getCondition());
        super.visit(statement);
    }

    @Override
    public void visit(WhileStatement statement) {
        if (statement.getCondition() != null) {
            check(statement.getCondition());
        }
        super.visit(statement);
    }

    @Override
    public void visit(SwitchStatement statement) {
        check(statement.getValue());
        super.visit(statement);
    }

    @Override
    protected void beforeVisit(Expr expr) {
        if (expr instanceof ConditionalExpr choice) {
            check(choice.getCondition());
        } else if (expr instanceof BinaryExpr || expr instanceof UnaryExpr || expr instanceof PrimitiveCastExpr) {
            Operands.of(expr).forEach(this::check);
        } else if (expr instanceof InvocationExpr call && passesTypeOfC(call)) {
            call.getArguments().forEach(this::check);
        }
    }

    /** Whether the call prints its arguments where C converts them on its own terms, if at all. */
    private boolean passesTypeOfC(InvocationExpr call) {
        MethodReader method = classes.resolve(call.getMethod());
        if (method == null) {
            return false;
        }
        boolean stores = method.getOwnerName().equals(Address.class.getName())
                && method.getName().startsWith("put");
        return Imports.is(method) || !stores && !classes.isOurs(method.getOwnerName());
    }

    private void check(Expr operand) {
        if (operand instanceof ConditionalExpr choice) {
            List.of(choice.getConsequent(), choice.getAlternative()).forEach(this::check);
        } else if (operand instanceof InvocationExpr call) {
            MethodReader method = classes.resolve(call.getMethod());
            if (method != null && Imports.keepsTypeOfC(method)) {
                report.accept(call.getLocation(), method.getName() + " gives C's type here: store it in a local first");
            }
        }
    }
}
