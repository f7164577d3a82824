// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import org.lkos.toolchain.subject.Exports;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.model.ClassReader;
import org.teavm.model.MethodReader;

/** Makes every exported method of a reached class an entry point: nobody in Java calls it. */
final class ExportKeeper extends AbstractDependencyListener {
    @Override
    public void classReached(DependencyAgent agent, String className) {
        ClassReader cls = agent.getClassSource().get(className);
        if (cls == null) {
            return;
        }
        for (MethodReader method : cls.getMethods()) {
            if (Exports.nameOf(method).isPresent()) {
                agent.linkMethod(method.getReference()).use();
            }
        }
    }
}
