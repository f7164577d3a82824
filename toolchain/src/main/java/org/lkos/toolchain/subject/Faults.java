// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.subject;

import java.util.HashSet;
import java.util.Set;
import org.teavm.diagnostics.Diagnostics;
import org.teavm.model.CallLocation;
import org.teavm.model.MethodReference;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;

/** The faults of one class, each told once per line. */
public final class Faults {
    private final NativeClass subject;
    private final Diagnostics diagnostics;
    private final Set<String> told = new HashSet<>();

    /** Faults of {@code subject}, reported to {@code diagnostics} as errors. */
    public Faults(NativeClass subject, Diagnostics diagnostics) {
        this.subject = subject;
        this.diagnostics = diagnostics;
    }

    /** A fault of the class as a whole, or of a field: class files know no line for either, so it is the class's. */
    public void inClass(String text) {
        MethodReference nowhere = new MethodReference(subject.holder().getName(), "<clinit>", ValueType.VOID);
        add(nowhere, subject.line(), text);
    }

    /** A fault of the method as a whole: at its first line, or the class's if it has no code. */
    public void in(NativeMethod method, String text) {
        TextLocation line = method.line();
        add(method.reference(), line == null ? subject.line() : line, text);
    }

    /** A fault at a line of the method. */
    public void at(NativeMethod method, TextLocation line, String text) {
        if (line == null || line.isEmpty()) {
            in(method, text);
        } else {
            add(method.reference(), line, text);
        }
    }

    private void add(MethodReference method, TextLocation line, String text) {
        if (told.add(line + text)) {
            diagnostics.error(new CallLocation(method, line), text);
        }
    }
}
