// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.expressions;

import org.teavm.interop.Import;
import org.teavm.interop.c.Variable;
import org.teavm.model.MethodReader;
import org.teavm.model.ValueType;

/** Methods whose name, printed, is C: functions, variables, and operators such as {@code &}. */
final class Imports {
    private Imports() {}

    /** Whether C stands behind the method. */
    static boolean is(MethodReader method) {
        return method.getAnnotations().get(Import.class.getName()) != null;
    }

    /** Whether a call prints as a number of whatever type C gives it; variables are put in Java's type first. */
    static boolean keepsTypeOfC(MethodReader method) {
        boolean number = method.getResultType() instanceof ValueType.Primitive;
        return is(method) && number && method.getAnnotations().get(Variable.class.getName()) == null && !isCast(method);
    }

    /** Whether a call prints as the argument, cast or bare, or as its address: no call at all. */
    static boolean isOperator(MethodReader method) {
        return name(method).isEmpty() || isCast(method) || takesAddress(method);
    }

    /** Whether a call prints as the address of its argument. */
    static boolean takesAddress(MethodReader method) {
        return is(method) && name(method).endsWith("&");
    }

    private static boolean isCast(MethodReader method) {
        return name(method).matches("[(][\\w *]+[)]");
    }

    private static String name(MethodReader method) {
        return method.getAnnotations()
                .get(Import.class.getName())
                .getValue("name")
                .getString();
    }
}
