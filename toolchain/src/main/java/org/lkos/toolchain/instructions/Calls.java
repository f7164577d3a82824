// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.instructions;

import java.util.Optional;
import java.util.Set;
import org.lkos.toolchain.subject.Classes;
import org.lkos.toolchain.subject.NativeMethod;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Structure;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.InvokeInstruction;

/** Calls of methods that are not plain C functions: the class library, and what TeaVM's interop types keep for it. */
final class Calls implements InstructionRule {
    private static final Set<String> UNSIGNED = Set.of("divideUnsigned", "remainderUnsigned", "compareUnsigned");
    private static final Set<String> MANAGED_ADDRESS = Set.of("diff", "ofObject", "ofData", "pin");
    private static final Set<String> BOXES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Character",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");

    @Override
    public Optional<String> faultOf(Instruction instruction, NativeMethod method, Classes classes) {
        if (!(instruction instanceof InvokeInstruction call)
                || call.getMethod().getName().startsWith("<")) {
            return Optional.empty();
        }
        MethodReference target = call.getMethod();
        MethodReader reached = classes.resolve(target);
        // A missing method is TeaVM's to report, a method of a string another rule's.
        if (reached == null || Strings.owns(target)) {
            return Optional.empty();
        }
        return isNative(target, reached, classes) ? Optional.empty() : Optional.of(fault(target));
    }

    private static boolean isNative(MethodReference target, MethodReader reached, Classes classes) {
        String owner = reached.getOwnerName();
        if (owner.equals(Address.class.getName())) {
            return !MANAGED_ADDRESS.contains(target.getName());
        }
        if (owner.equals(Function.class.getName())) {
            return target.getName().equals("get");
        }
        if (owner.equals("java.lang.Integer") || owner.equals("java.lang.Long")) {
            return UNSIGNED.contains(target.getName());
        }
        boolean compiled = classes.isOurs(owner) && (classes.isUnmanaged(owner) || classes.isFunction(owner));
        return compiled || owner.equals(Structure.class.getName());
    }

    private static String fault(MethodReference target) {
        String name = target.getName();
        if (target.getClassName().equals(Address.class.getName())) {
            return "Address." + name + " needs the runtime: use toLong for differences, and no objects";
        }
        if (BOXES.contains(target.getClassName()) && (name.equals("valueOf") || name.endsWith("Value"))) {
            return "boxing needs a heap: use the primitive type";
        }
        return target.getClassName() + "." + name + " is managed code: write your own or import C's";
    }
}
