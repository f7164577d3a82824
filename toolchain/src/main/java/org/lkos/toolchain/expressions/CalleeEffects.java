// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.expressions;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lkos.toolchain.subject.Classes;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.c.Variable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.ModelUtils;

/** What a call does, found out from the body of the method called; C functions are expected to do anything. */
final class CalleeEffects {
    private static final Set<String> UNSIGNED = Set.of("java.lang.Integer", "java.lang.Long");

    private final Classes classes;
    private final Map<MethodReference, Effects> known = new HashMap<>();

    CalleeEffects(Classes classes) {
        this.classes = classes;
    }

    /** The effects of the call itself, its arguments apart. */
    Effects of(MethodReference target) {
        MethodReader method = classes.resolve(target);
        if (method == null) {
            return Effects.UNKNOWN;
        }
        MethodReference reached = method.getReference();
        Effects effects = known.get(reached);
        if (effects == null) {
            // Until a recursive method is read to its end, it may do anything.
            known.put(reached, Effects.UNKNOWN);
            effects = find(method);
            known.put(reached, effects);
        }
        return effects;
    }

    private Effects find(MethodReader method) {
        String owner = method.getOwnerName();
        if (owner.equals(Address.class.getName())) {
            return ofAddress(method.getName());
        }
        if (owner.equals(Structure.class.getName())
                || owner.equals(Function.class.getName())
                || UNSIGNED.contains(owner)) {
            return Effects.NONE;
        }
        boolean vouched = method.getAnnotations().get(NoSideEffects.class.getName()) != null;
        return Imports.is(method) ? ofImport(method, vouched) : ofBody(method, vouched);
    }

    private static Effects ofAddress(String name) {
        if (name.startsWith("get")) {
            return Effects.READ;
        }
        return name.startsWith("put") || name.startsWith("fill") || name.startsWith("move")
                ? Effects.WRITE
                : Effects.NONE;
    }

    private static Effects ofImport(MethodReader method, boolean vouched) {
        if (method.getAnnotations().get(Variable.class.getName()) != null) {
            return vouched ? Effects.TEMPORARY : Effects.TEMPORARY.and(Effects.READ);
        }
        return vouched || Imports.isOperator(method) ? Effects.NONE : Effects.UNKNOWN;
    }

    private Effects ofBody(MethodReader method, boolean vouched) {
        if (method.getProgram() == null || !classes.isOurs(method.getOwnerName())) {
            return Effects.UNKNOWN;
        }
        Effects effects = Effects.NONE;
        MethodHolder copy = ModelUtils.copyMethod(method);
        for (BasicBlock block : copy.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                effects = effects.and(of(instruction, vouched));
            }
        }
        return vouched ? effects.withoutWrites() : effects;
    }

    private Effects of(Instruction instruction, boolean vouched) {
        if (instruction instanceof GetFieldInstruction) {
            return Effects.READ;
        }
        if (instruction instanceof PutFieldInstruction) {
            return Effects.WRITE;
        }
        return instruction instanceof InvokeInstruction call ? ofCall(call.getMethod(), vouched) : Effects.NONE;
    }

    // Who vouches for a method vouches for the C it wraps.
    private Effects ofCall(MethodReference target, boolean vouched) {
        MethodReader method = classes.resolve(target);
        return vouched && method != null && Imports.is(method)
                ? Effects.NONE
                : of(target).outside();
    }
}
