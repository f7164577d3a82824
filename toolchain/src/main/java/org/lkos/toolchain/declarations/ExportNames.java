// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.declarations;

import java.util.HashMap;
import java.util.Map;
import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Exports;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.model.ElementModifier;

/** Exported methods: static, and each under a name of its own in all of the library. */
public final class ExportNames implements ClassRule {
    private final Map<String, NativeMethod> taken = new HashMap<>();

    @Override
    public void check(NativeClass subject, Faults faults) {
        for (NativeMethod method : subject.methods()) {
            Exports.nameOf(method.holder()).ifPresent(name -> check(name, method, faults));
        }
    }

    private void check(String name, NativeMethod method, Faults faults) {
        NativeMethod other = taken.putIfAbsent(name, method);
        if (other != null) {
            faults.in(method, other.reference() + " is exported as " + name + " already");
        }
        if (!method.holder().hasModifier(ElementModifier.STATIC)) {
            faults.in(method, "an exported method must be static: C has no object to call it on");
        }
    }
}
