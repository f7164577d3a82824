// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Link;
import org.lkos.posix.Link.dl_phdr_info;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** Libc's {@code ppoll}, in which a thread that waits can be cancelled: looked up when it is first needed. */
@Unmanaged
@StaticInit
public final class NextPolls {
    private static Address function;

    private NextPolls() {}

    /** As the C function of this name, without a mask of signals. */
    public static long ppoll(Address descriptors, long count, Address limit) {
        if (function == null) {
            Address found = StackMemory.allocate(8, StackMemory.ALIGNED);
            found.putLong(0);
            int ended = Link.dl_iterate_phdr(visitor(), found);
            function = found.getAddress();
        }
        if (function == null) {
            return SysSyscall.ppoll(descriptors, count, limit);
        }
        int ready = asPpoll(function).call(descriptors, count, limit, Address.fromLong(0));
        return ready;
    }

    /** Ends at the first object that has it. */
    static int visit(dl_phdr_info object, long size, Address data) {
        SymbolTable table =
                StackMemory.allocate(SymbolTable.SIZE, StackMemory.ALIGNED).toStructure();
        if (!table.open(object)) {
            return 0;
        }
        int hash = SymbolTable.hash(ppollName());
        Address found = table.find(ppollName(), hash);
        data.putAddress(found);
        return found == null ? 0 : 1;
    }

    @NoSideEffects
    private static Link.ObjectVisitor visitor() {
        return Function.get(Link.ObjectVisitor.class, NextPolls.class, "visit");
    }

    @NoSideEffects
    private static Address ppollName() {
        return ppollNameLiteral();
    }

    @Import(name = "\"ppoll\"")
    @Variable
    private static native Address ppollNameLiteral();

    @Import(name = "")
    private static native Ppoll asPpoll(Address symbol);

    abstract static class Ppoll extends Function {
        abstract int call(Address descriptors, long count, Address limit, Address mask);
    }
}
