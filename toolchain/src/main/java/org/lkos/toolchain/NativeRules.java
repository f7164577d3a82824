// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.util.Set;
import org.teavm.diagnostics.Diagnostics;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Native;
import org.teavm.model.BasicBlock;
import org.teavm.model.CallLocation;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldHolder;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.instructions.ArrayLengthInstruction;
import org.teavm.model.instructions.CloneArrayInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.ConstructMultiArrayInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.IsInstanceInstruction;
import org.teavm.model.instructions.MonitorEnterInstruction;
import org.teavm.model.instructions.PutElementInstruction;
import org.teavm.model.instructions.RaiseInstruction;
import org.teavm.model.instructions.StringConstantInstruction;

/** Rejects Java that TeaVM would translate into calls to its runtime, or would silently translate wrongly. */
final class NativeRules implements ClassHolderTransformer {
    private static final Set<String> UNSIGNED = Set.of("divideUnsigned", "remainderUnsigned", "compareUnsigned");

    private final String ours;

    NativeRules(String ours) {
        this.ours = ours + ".";
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (!cls.getName().startsWith(ours)) {
            return;
        }
        Diagnostics log = context.getDiagnostics();
        ClassHierarchy hierarchy = context.getHierarchy();
        boolean function = hierarchy.isSuperType(Function.class.getName(), cls.getName(), false);
        boolean structure = hierarchy.isSuperType(Structure.class.getName(), cls.getName(), false);
        if (!function && cls.getAnnotations().get(Unmanaged.class.getName()) == null) {
            log.error(null, "{{c0}} must be @Unmanaged", cls.getName());
        }
        if (cls.getAnnotations().get(Native.class.getName()) != null) {
            log.error(
                    null,
                    "{{c0}}: @Native structs read C's unsigned fields wrongly; declare the fields",
                    cls.getName());
        }
        if (structure && !cls.hasModifier(ElementModifier.FINAL) && hasInstanceMethods(cls)) {
            log.error(null, "{{c0}}: a structure with methods must be final", cls.getName());
        }
        checkFields(cls, log);
        for (MethodHolder method : cls.getMethods()) {
            check(method, structure || function, context);
        }
    }

    private static void checkFields(ClassHolder cls, Diagnostics log) {
        for (FieldHolder field : cls.getFields()) {
            if (field.hasModifier(ElementModifier.VOLATILE)) {
                log.error(null, "{{f0}}: volatile is ignored; use atomics", field.getReference());
            }
            if (field.getType() instanceof ValueType.Array) {
                log.error(null, "{{f0}}: native code has no arrays", field.getReference());
            }
        }
    }

    private static boolean hasInstanceMethods(ClassHolder cls) {
        for (MethodHolder method : cls.getMethods()) {
            if (!method.hasModifier(ElementModifier.STATIC) && !method.getName().equals("<init>")) {
                return true;
            }
        }
        return false;
    }

    private static void check(MethodHolder method, boolean instanceAllowed, ClassHolderTransformerContext context) {
        Diagnostics log = context.getDiagnostics();
        CallLocation at = new CallLocation(method.getReference());
        if (method.getName().equals("<clinit>")) {
            log.error(at, "native code has no static initialisers: nothing would run it");
            return;
        }
        if (method.getName().equals("<init>")) {
            return;
        }
        if (method.hasModifier(ElementModifier.SYNCHRONIZED)) {
            log.error(at, "synchronized is ignored in native code");
        }
        if (method.hasModifier(ElementModifier.NATIVE)
                && method.getAnnotations().get(Import.class.getName()) == null) {
            log.error(at, "native method without @Import");
        }
        if (!method.hasModifier(ElementModifier.STATIC) && !instanceAllowed) {
            log.error(at, "instance method outside a structure");
        }
        if (method.getProgram() == null) {
            return;
        }
        checkProgram(method, context);
        new EvaluationOrder(method, context).check();
    }

    private static void checkProgram(MethodHolder method, ClassHolderTransformerContext context) {
        Diagnostics log = context.getDiagnostics();
        Set<Integer> names = FunctionNames.of(method.getProgram());
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            if (!block.getTryCatchBlocks().isEmpty()) {
                log.error(new CallLocation(method.getReference()), "native code has no exceptions");
            }
            for (Instruction instruction : block) {
                String fault = fault(instruction, names, context.getHierarchy());
                if (fault != null) {
                    log.error(
                            new CallLocation(method.getReference(), instruction.getLocation()),
                            "native code must not use " + fault);
                }
            }
        }
    }

    private static String fault(Instruction i, Set<Integer> names, ClassHierarchy hierarchy) {
        if (i instanceof ConstructInstruction) {
            return "new " + ((ConstructInstruction) i).getType();
        } else if (i instanceof ConstructArrayInstruction
                || i instanceof ConstructMultiArrayInstruction
                || i instanceof GetElementInstruction
                || i instanceof PutElementInstruction
                || i instanceof ArrayLengthInstruction
                || i instanceof CloneArrayInstruction) {
            return "arrays";
        } else if (i instanceof RaiseInstruction) {
            return "throw";
        } else if (i instanceof IsInstanceInstruction) {
            return "instanceof";
        } else if (i instanceof MonitorEnterInstruction) {
            return "synchronized";
        } else if (i instanceof StringConstantInstruction) {
            StringConstantInstruction s = (StringConstantInstruction) i;
            return names.contains(s.getReceiver().getIndex()) ? null : "string \"" + s.getConstant() + "\"";
        } else if (i instanceof InvokeInstruction) {
            return callFault((InvokeInstruction) i, hierarchy);
        }
        return null;
    }

    private static String callFault(InvokeInstruction call, ClassHierarchy hierarchy) {
        MethodReference target = call.getMethod();
        String owner = target.getClassName();
        if (owner.equals("org.teavm.interop.Address")) {
            return target.getName().equals("diff") || target.getName().startsWith("of") ? target.toString() : null;
        }
        if (owner.equals("java.lang.Integer") || owner.equals("java.lang.Long")) {
            return UNSIGNED.contains(target.getName()) ? null : "managed " + target;
        }
        if (hierarchy.isSuperType(Function.class.getName(), owner, false)
                || hierarchy.isSuperType(Structure.class.getName(), owner, false)) {
            return null;
        }
        MethodReader method = hierarchy.getClassSource().resolve(target);
        if (method == null) {
            return "missing " + target;
        }
        ClassReader cls = hierarchy.getClassSource().get(method.getOwnerName());
        boolean unmanaged = cls.getAnnotations().get(Unmanaged.class.getName()) != null;
        return unmanaged ? null : "managed " + target;
    }
}
