// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.interop.Export;
import org.teavm.model.ClassReader;
import org.teavm.model.MethodReader;

/** Makes every {@link Export} method of a reached class an entry point. */
final class ExportKeeper extends AbstractDependencyListener {
    @Override
    public void classReached(DependencyAgent agent, String className) {
        ClassReader cls = agent.getClassSource().get(className);
        if (cls == null) {
            return;
        }
        for (MethodReader method : cls.getMethods()) {
            if (method.getAnnotations().get(Export.class.getName()) != null) {
                agent.linkMethod(method.getReference()).use();
            }
        }
    }
}
