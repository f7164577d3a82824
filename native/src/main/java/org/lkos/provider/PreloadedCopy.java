// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.provider;

import org.lkos.machine.StackMemory;
import org.lkos.next.SymbolTable;
import org.lkos.posix.Link;
import org.lkos.posix.Link.dl_phdr_info;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The copy of this library that was preloaded, for libonload_ext.so: calls through a handle of libonload_ext must meet
 * the state that the interposed calls see.
 *
 * <p>The dynamic linker itself tells us which one it is, by binding our weak reference to its mark; its functions are
 * then looked up in it alone. A search by name through all objects could find a wrapper of libonload_ext.a in the
 * program, which would look for the next function of that name, find ours, and so on.
 */
@Unmanaged
public final class PreloadedCopy {
    private PreloadedCopy() {}

    public static boolean isPresent() {
        return mark() != null;
    }

    /** Its function of this name, or null. */
    @Export(name = "entry_preloaded_function")
    static Address function(Address name) {
        Search search = StackMemory.allocate(Search.SIZE, StackMemory.ALIGNED).toStructure();
        search.name = name;
        search.found = Address.fromLong(0);
        if (isPresent()) {
            int ended = Link.dl_iterate_phdr(visitor(), search.toAddress());
        }
        return search.found;
    }

    static int visit(dl_phdr_info object, long size, Address data) {
        Search search = data.toStructure();
        SymbolTable table =
                StackMemory.allocate(SymbolTable.SIZE, StackMemory.ALIGNED).toStructure();
        if (!table.open(object) || !hasMark(table)) {
            return 0;
        }
        int hash = SymbolTable.hash(search.name);
        Address found = table.find(search.name, hash);
        search.found = found;
        return 1;
    }

    private static boolean hasMark(SymbolTable table) {
        int hash = SymbolTable.hash(markName());
        Address found = table.find(markName(), hash);
        return found != null && found == mark();
    }

    @NoSideEffects
    private static Link.ObjectVisitor visitor() {
        return Function.get(Link.ObjectVisitor.class, PreloadedCopy.class, "visit");
    }

    @NoSideEffects
    private static Address mark() {
        return markVariable();
    }

    @NoSideEffects
    private static Address markName() {
        return markNameLiteral();
    }

    @Import(name = "lkos_preloaded_mark")
    @Variable
    private static native Address markVariable();

    @Import(name = "\"lkos_present\"")
    @Variable
    private static native Address markNameLiteral();

    /** What is looked for, and what was found. */
    @Unmanaged
    static class Search extends Structure {
        static final int SIZE = 16;
        Address name;
        Address found;
    }
}
