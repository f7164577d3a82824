// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.subject;

import java.util.List;
import java.util.Objects;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassReader;
import org.teavm.model.TextLocation;
import org.teavm.model.util.ModelUtils;

/** The class under examination: a copy of it as javac compiled it, and what it inherits. */
public final class NativeClass {
    private final ClassHolder holder;
    private final List<NativeMethod> methods;
    private final Classes classes;

    /** A copy of {@code compiled}, which lives among {@code classes}. */
    public NativeClass(ClassReader compiled, Classes classes) {
        this.holder = ModelUtils.copyClass(compiled);
        this.classes = classes;
        this.methods = holder.getMethods().stream()
                .filter(method -> !method.getName().startsWith("lambda$"))
                .map(NativeMethod::new)
                .toList();
    }

    /** TeaVM's form of the class. */
    public ClassHolder holder() {
        return holder;
    }

    /** All methods, those without code included, without the bodies of lambdas: these are refused where bound. */
    public List<NativeMethod> methods() {
        return methods;
    }

    /** The other classes of this compilation. */
    public Classes classes() {
        return classes;
    }

    /** Whether the class carries the annotation. */
    public boolean is(Class<?> annotation) {
        return holder.getAnnotations().get(annotation.getName()) != null;
    }

    /** The first line of code, which is the class's own where the constructor is javac's; null if there is no code. */
    public TextLocation line() {
        return methods.stream()
                .map(NativeMethod::line)
                .filter(Objects::nonNull)
                .min((a, b) -> Integer.compare(a.getLine(), b.getLine()))
                .orElse(null);
    }
}
