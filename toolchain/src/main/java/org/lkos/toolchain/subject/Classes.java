// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.subject;

import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.ClassReader;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;

/** The classes of this compilation as javac left them, and which of their types exist in C. */
public final class Classes {
    private final ClassHierarchy hierarchy;
    private final String prefix;
    private final String entryPoint;

    /** Classes of {@code hierarchy}; ours are those whose name begins with {@code prefix}. */
    public Classes(ClassHierarchy hierarchy, String prefix, String entryPoint) {
        this.hierarchy = hierarchy;
        this.prefix = prefix;
        this.entryPoint = entryPoint;
    }

    /** Whether the class is one the rules hold for. */
    public boolean isOurs(String className) {
        return className.startsWith(prefix);
    }

    /** Whether TeaVM was given the class as main class. */
    public boolean isEntryPoint(String className) {
        return className.equals(entryPoint);
    }

    /** The class by name, or null. */
    public ClassReader get(String className) {
        return hierarchy.getClassSource().get(className);
    }

    /** The method that a call of {@code reference} reaches, in whatever superclass it is declared; null if missing. */
    public MethodReader resolve(MethodReference reference) {
        return hierarchy.resolve(reference);
    }

    /** Whether the class mirrors a C struct. */
    public boolean isStructure(String className) {
        return hierarchy.isSuperType(Structure.class.getName(), className, false);
    }

    /** Whether the class is the type of a C function pointer. */
    public boolean isFunction(String className) {
        return hierarchy.isSuperType(Function.class.getName(), className, false);
    }

    /** Whether the class was declared to need no runtime. */
    public boolean isUnmanaged(String className) {
        ClassReader cls = get(className);
        return cls != null && cls.getAnnotations().get(Unmanaged.class.getName()) != null;
    }

    /** Whether values of the type are numbers or pointers in C. */
    public boolean existsInC(ValueType type) {
        if (type instanceof ValueType.Object object) {
            String name = object.getClassName();
            return name.equals(Address.class.getName()) || isStructure(name) || isFunction(name);
        }
        return !(type instanceof ValueType.Array);
    }
}
