// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.interop.Function;
import org.teavm.interop.NoSideEffects;
import org.teavm.model.BasicBlock;
import org.teavm.model.CallLocation;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.Phi;
import org.teavm.model.TextLocation;
import org.teavm.model.Variable;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.DefinitionExtractor;
import org.teavm.model.util.TransitionExtractor;
import org.teavm.model.util.UsageExtractor;

/**
 * Java evaluates operands left to right, the generated C in any order. At level SIMPLE, TeaVM keeps as a statement of
 * its own every local that is initialised where it is declared, and every value computed on another source line; so of
 * two operands of one line where one has an effect, the first must be such a local.
 */
final class EvaluationOrder {
    private static final Set<String> PURE_ADDRESS =
            Set.of("add", "toLong", "toInt", "fromLong", "fromInt", "isLessThan", "align", "toStructure", "sizeOf");
    private static final Set<String> PURE_STRUCTURE = Set.of("cast", "toAddress", "sizeOf", "add");

    private final MethodHolder method;
    private final ClassHolderTransformerContext context;
    private final Set<Instruction> reported = new HashSet<>();

    EvaluationOrder(MethodHolder method, ClassHolderTransformerContext context) {
        this.method = method;
        this.context = context;
    }

    /** Follows the values still waiting for their use, also through the blocks of conditional operands. */
    void check() {
        Map<BasicBlock, Map<Variable, Waiting>> entries = new HashMap<>();
        Deque<BasicBlock> work = new ArrayDeque<>();
        entries.put(method.getProgram().basicBlockAt(0), new HashMap<>());
        work.add(method.getProgram().basicBlockAt(0));
        while (!work.isEmpty()) {
            BasicBlock block = work.remove();
            Map<Variable, Waiting> exit = check(block, new HashMap<>(entries.get(block)));
            for (BasicBlock next : successors(block)) {
                boolean first = !entries.containsKey(next);
                Map<Variable, Waiting> entry = entries.computeIfAbsent(next, b -> new HashMap<>());
                if (merge(entry, exit, block, next) || first) {
                    work.add(next);
                }
            }
        }
    }

    private static BasicBlock[] successors(BasicBlock block) {
        TransitionExtractor transitions = new TransitionExtractor();
        block.getLastInstruction().acceptVisitor(transitions);
        return transitions.getTargets();
    }

    private static boolean merge(
            Map<Variable, Waiting> entry, Map<Variable, Waiting> exit, BasicBlock from, BasicBlock to) {
        Map<Variable, Waiting> incoming = new HashMap<>(exit);
        boolean loop = reaches(to, to);
        for (Phi phi : to.getPhis()) {
            for (Incoming value : phi.getIncomings()) {
                Waiting waiting = value.getSource() == from ? incoming.remove(value.getValue()) : null;
                if (waiting != null && !loop && phi.getReceiver().getDebugName() == null) {
                    incoming.put(phi.getReceiver(), waiting);
                }
            }
        }
        boolean changed = false;
        for (Map.Entry<Variable, Waiting> one : incoming.entrySet()) {
            changed |= entry.putIfAbsent(one.getKey(), one.getValue()) == null;
        }
        return changed;
    }

    private static boolean reaches(BasicBlock from, BasicBlock to) {
        Set<BasicBlock> seen = new HashSet<>();
        Deque<BasicBlock> work = new ArrayDeque<>(List.of(successors(from)));
        while (!work.isEmpty()) {
            BasicBlock block = work.remove();
            if (block == to) {
                return true;
            }
            if (seen.add(block)) {
                work.addAll(List.of(successors(block)));
            }
        }
        return false;
    }

    private Map<Variable, Waiting> check(BasicBlock block, Map<Variable, Waiting> waiting) {
        for (Instruction instruction : block) {
            Kind kind = Kind.NONE;
            UsageExtractor uses = new UsageExtractor();
            instruction.acceptVisitor(uses);
            for (Variable used : uses.getUsedVariables()) {
                Waiting operand = waiting.remove(used);
                kind = operand == null ? kind : kind.max(operand.kind);
            }
            Kind own = kindOf(instruction);
            for (Waiting earlier : waiting.values()) {
                boolean clash = own == Kind.EFFECT || own == Kind.READ && earlier.kind == Kind.EFFECT;
                if (clash && earlier.mayMoveTo(instruction.getLocation()) && reported.add(instruction)) {
                    context.getDiagnostics()
                            .error(
                                    new CallLocation(method.getReference(), instruction.getLocation()),
                                    "C may evaluate these operands in another order: give the earlier one a local of its own");
                }
            }
            DefinitionExtractor defined = new DefinitionExtractor();
            instruction.acceptVisitor(defined);
            for (Variable receiver : defined.getDefinedVariables()) {
                if (own.max(kind) != Kind.NONE && receiver.getDebugName() == null) {
                    waiting.put(receiver, new Waiting(own.max(kind), instruction.getLocation()));
                }
            }
        }
        return waiting;
    }

    private Kind kindOf(Instruction instruction) {
        if (instruction instanceof GetFieldInstruction) {
            return Kind.READ;
        } else if (instruction instanceof PutFieldInstruction) {
            return Kind.EFFECT;
        } else if (instruction instanceof InvokeInstruction) {
            return kindOf(((InvokeInstruction) instruction).getMethod());
        }
        return Kind.NONE;
    }

    private Kind kindOf(MethodReference target) {
        String name = target.getName();
        switch (target.getClassName()) {
            case "org.teavm.interop.Address":
                return PURE_ADDRESS.contains(name) ? Kind.NONE : name.startsWith("get") ? Kind.READ : Kind.EFFECT;
            case "java.lang.Integer":
            case "java.lang.Long":
                return Kind.NONE;
            default:
                break;
        }
        if (target.getClassName().equals(Function.class.getName())
                || PURE_STRUCTURE.contains(name)
                        && context.getHierarchy()
                                .isSuperType("org.teavm.interop.Structure", target.getClassName(), false)) {
            return Kind.NONE;
        }
        MethodReader callee = context.getHierarchy().getClassSource().resolve(target);
        if (callee == null) {
            return Kind.EFFECT;
        }
        ClassReader owner = context.getHierarchy().getClassSource().get(callee.getOwnerName());
        boolean pure = callee.getAnnotations().get(NoSideEffects.class.getName()) != null
                || owner.getAnnotations().get(NoSideEffects.class.getName()) != null;
        return pure ? Kind.NONE : Kind.EFFECT;
    }

    /** A value no local holds, and the source line that computed it. */
    private static final class Waiting {
        final Kind kind;
        final TextLocation line;

        Waiting(Kind kind, TextLocation line) {
            this.kind = kind;
            this.line = line;
        }

        boolean mayMoveTo(TextLocation other) {
            return line == null || other == null || line.equals(other);
        }
    }
}
