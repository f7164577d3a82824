// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.declarations;

import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Native;

/** Annotations that a class must or must not carry. */
public final class Markings implements ClassRule {
    @Override
    public void check(NativeClass subject, Faults faults) {
        String name = subject.holder().getName();
        if (!subject.is(Unmanaged.class) && !subject.classes().isFunction(name)) {
            faults.inClass("class " + name + " is not @Unmanaged: its methods would need the runtime");
        }
        if (subject.classes().isEntryPoint(name) && !subject.is(StaticInit.class)) {
            faults.inClass("the main class must be @StaticInit: its methods would ask the runtime to initialise it");
        }
        if (subject.is(Native.class)) {
            faults.inClass("@Native structs keep C's signedness in expressions: declare the fields in a Structure");
        }
    }
}
