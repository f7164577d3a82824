// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.declarations;

import org.lkos.toolchain.subject.ClassRule;
import org.lkos.toolchain.subject.Faults;
import org.lkos.toolchain.subject.NativeClass;
import org.lkos.toolchain.subject.NativeMethod;

/** Without the names of locals TeaVM folds them away, and with them the order they stand for. */
public final class DebugInformation implements ClassRule {
    @Override
    public void check(NativeClass subject, Faults faults) {
        if (subject.methods().stream().anyMatch(DebugInformation::isStripped)) {
            faults.inClass("class " + subject.holder().getName() + " was compiled without -g: locals keep no order");
        }
    }

    private static boolean isStripped(NativeMethod method) {
        return !method.instructions().isEmpty() && method.line() == null;
    }
}
