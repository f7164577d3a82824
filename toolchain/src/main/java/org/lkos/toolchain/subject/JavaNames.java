// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.subject;

import java.lang.constant.ClassDesc;
import org.teavm.model.ValueType;

/** Types as a Java programmer writes them. */
public final class JavaNames {
    private JavaNames() {}

    /** The simple name of the type, arrays with brackets. */
    public static String of(ValueType type) {
        return ClassDesc.ofDescriptor(type.toString()).displayName();
    }
}
