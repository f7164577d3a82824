// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Link;
import org.lkos.posix.Link.dl_phdr_info;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The application's allocator, for memory that the application itself is to free: {@code malloc} as any library of the
 * process finds it, so the first one of all, looked up when it is first needed.
 */
@Unmanaged
@StaticInit
public final class NextMemory {
    private static Address function;

    private NextMemory() {}

    /** Null where there is none to be had. */
    public static Address malloc(long size) {
        if (function == null) {
            Address found = StackMemory.allocate(8, StackMemory.ALIGNED);
            found.putLong(0);
            int ended = Link.dl_iterate_phdr(visitor(), found);
            function = found.getAddress();
        }
        if (function == null) {
            return function;
        }
        Address memory = asMalloc(function).call(size);
        return memory;
    }

    /** Ends at the first object that has it. */
    static int visit(dl_phdr_info object, long size, Address data) {
        SymbolTable table =
                StackMemory.allocate(SymbolTable.SIZE, StackMemory.ALIGNED).toStructure();
        if (!table.open(object)) {
            return 0;
        }
        int hash = SymbolTable.hash(mallocName());
        Address found = table.find(mallocName(), hash);
        data.putAddress(found);
        return found == null ? 0 : 1;
    }

    @NoSideEffects
    private static Link.ObjectVisitor visitor() {
        return Function.get(Link.ObjectVisitor.class, NextMemory.class, "visit");
    }

    @NoSideEffects
    private static Address mallocName() {
        return mallocNameLiteral();
    }

    @Import(name = "\"malloc\"")
    @Variable
    private static native Address mallocNameLiteral();

    @Import(name = "")
    private static native Malloc asMalloc(Address symbol);

    abstract static class Malloc extends Function {
        abstract Address call(long size);
    }
}
