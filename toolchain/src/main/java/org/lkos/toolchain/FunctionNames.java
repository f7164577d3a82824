// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.util.HashSet;
import java.util.Set;
import org.teavm.interop.Function;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Program;
import org.teavm.model.instructions.InvokeInstruction;

/** The only strings native code may mention: method names given to {@link Function#get}. */
final class FunctionNames {
    private FunctionNames() {}

    static Set<Integer> of(Program program) {
        Set<Integer> names = new HashSet<>();
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof InvokeInstruction) {
                    InvokeInstruction call = (InvokeInstruction) instruction;
                    if (call.getMethod().getClassName().equals(Function.class.getName())
                            && call.getMethod().getName().equals("get")) {
                        names.add(call.getArguments().get(2).getIndex());
                    }
                }
            }
        }
        return names;
    }
}
