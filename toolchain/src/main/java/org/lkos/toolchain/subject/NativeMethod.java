// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.TextLocation;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.Variable;
import org.teavm.model.util.DefinitionExtractor;
import org.teavm.model.util.UsageExtractor;

/** A method under examination: its instructions, and from where to where their values go. */
public final class NativeMethod {
    private final MethodHolder holder;
    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Variable, Instruction> definitions = new HashMap<>();
    private final Map<Variable, List<Instruction>> uses = new HashMap<>();
    private final List<Instruction> handlers = new ArrayList<>();
    private final Set<Variable> caught = new HashSet<>();

    NativeMethod(MethodHolder holder) {
        this.holder = holder;
        if (holder.getProgram() != null) {
            holder.getProgram().getBasicBlocks().forEach(this::read);
        }
    }

    private void read(BasicBlock block) {
        for (Instruction instruction : block) {
            instructions.add(instruction);
            DefinitionExtractor defined = new DefinitionExtractor();
            instruction.acceptVisitor(defined);
            for (Variable variable : defined.getDefinedVariables()) {
                definitions.put(variable, instruction);
            }
            UsageExtractor used = new UsageExtractor();
            instruction.acceptVisitor(used);
            for (Variable variable : used.getUsedVariables()) {
                uses.computeIfAbsent(variable, v -> new ArrayList<>()).add(instruction);
            }
        }
        for (TryCatchBlock protection : block.getTryCatchBlocks()) {
            BasicBlock handler = protection.getHandler();
            handlers.add(handler.getFirstInstruction());
            caught.add(handler.getExceptionVariable());
        }
    }

    /** TeaVM's form of the method. */
    public MethodHolder holder() {
        return holder;
    }

    /** The method's name in a form TeaVM's reports can follow. */
    public MethodReference reference() {
        return holder.getReference();
    }

    /** Whether javac made the method of what initialises the class or an instance of it. */
    public boolean isInitialiser() {
        return holder.getName().startsWith("<");
    }

    /** The instructions, block by block; none without code. */
    public List<Instruction> instructions() {
        return instructions;
    }

    /** The instruction that computes the value; null for parameters and for values that several branches agree on. */
    public Instruction definition(Variable value) {
        return definitions.get(value);
    }

    /** The instructions that consume the value. */
    public List<Instruction> uses(Variable value) {
        return uses.getOrDefault(value, List.of());
    }

    /** Whether an exception handler begins here. */
    public boolean isHandler(Instruction instruction) {
        return handlers.contains(instruction);
    }

    /** Whether the value is an exception a handler was entered with; to throw that on is javac's doing. */
    public boolean isCaught(Variable exception) {
        return caught.contains(exception);
    }

    /** The lowest line of the code; null without code or without debug information. */
    public TextLocation line() {
        return instructions.stream()
                .map(Instruction::getLocation)
                .filter(location -> location != null && !location.isEmpty())
                .min((a, b) -> Integer.compare(a.getLine(), b.getLine()))
                .orElse(null);
    }
}
