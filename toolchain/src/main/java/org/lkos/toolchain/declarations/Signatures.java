// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.declarations;

import java.util.Set;
import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Exports;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.JavaNames;
import org.lkos.toolchain.subject.NativeClass;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.interop.Import;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;

/** Parameters and results: of C types, and at the border to C of a width that C and Java fill alike. */
public final class Signatures implements ClassRule {
    private static final Set<ValueType> NARROW =
            Set.of(ValueType.BOOLEAN, ValueType.BYTE, ValueType.SHORT, ValueType.CHARACTER);

    @Override
    public void check(NativeClass subject, Faults faults) {
        subject.methods().forEach(method -> check(subject, method, faults));
    }

    private static void check(NativeClass subject, NativeMethod method, Faults faults) {
        MethodHolder holder = method.holder();
        for (ValueType type : holder.getSignature()) {
            if (!subject.classes().existsInC(type)) {
                faults.in(method, holder.getName() + " has a managed type in its signature: " + JavaNames.of(type));
            }
        }
        if (holder.getAnnotations().get(Import.class.getName()) != null && isNarrow(holder.getResultType())) {
            faults.in(method, holder.getName() + " returns what C does not narrow as Java does: declare int");
        }
        if (Exports.nameOf(holder).isPresent()) {
            checkExport(method, faults);
        }
    }

    private static void checkExport(NativeMethod method, Faults faults) {
        for (ValueType type : method.holder().getParameterTypes()) {
            if (isNarrow(type)) {
                faults.in(method, "an exported method gets parameters narrower than int unextended: declare int");
            }
        }
    }

    private static boolean isNarrow(ValueType type) {
        return NARROW.contains(type);
    }
}
