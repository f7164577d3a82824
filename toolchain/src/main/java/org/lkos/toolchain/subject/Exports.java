// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.subject;

import java.util.Optional;
import org.teavm.interop.Export;
import org.teavm.model.AnnotationReader;
import org.teavm.model.MethodReader;

/** Methods that C calls by name. */
public final class Exports {
    private Exports() {}

    /** The C name of the method, if it has one. */
    public static Optional<String> nameOf(MethodReader method) {
        AnnotationReader export = method.getAnnotations().get(Export.class.getName());
        return export == null
                ? Optional.empty()
                : Optional.of(export.getValue("name").getString());
    }
}
