// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Atomics;
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
 * The version of the extensions API that the program was built for: that of the libonload_ext it brought along, which says
 * so by {@code onload_ext_version}, {@code unsigned[3]}. Onload 8.0.0 alone said 2, and its {@code onload_zc_iovec} has 40
 * bytes where all others have 32.
 */
@Unmanaged
@StaticInit
public final class ExtensionsVersion {
    private static final int UNKNOWN = 0;
    private static final int USUAL = 1;
    private static final int OF_8_0_0 = 2;

    private static int known;

    private ExtensionsVersion() {}

    /** Looked up once. */
    public static boolean is800() {
        int before = Atomics.loadRelaxed(addressOf(known));
        return before == UNKNOWN ? lookUp() : before == OF_8_0_0;
    }

    private static boolean lookUp() {
        Address found = StackMemory.allocate(8, StackMemory.ALIGNED);
        found.putLong(0);
        int ended = Link.dl_iterate_phdr(visitor(), found);
        Address version = found.getAddress();
        boolean is800 = version != null && version.getInt() == 2;
        Atomics.storeRelaxed(addressOf(known), is800 ? OF_8_0_0 : USUAL);
        return is800;
    }

    /** Ends at the first object that says its version. */
    static int visit(dl_phdr_info object, long size, Address data) {
        SymbolTable table =
                StackMemory.allocate(SymbolTable.SIZE, StackMemory.ALIGNED).toStructure();
        if (!table.open(object)) {
            return 0;
        }
        int hash = SymbolTable.hash(versionName());
        Address found = table.findData(versionName(), hash);
        data.putAddress(found);
        return found == null ? 0 : 1;
    }

    @NoSideEffects
    private static Link.ObjectVisitor visitor() {
        return Function.get(Link.ObjectVisitor.class, ExtensionsVersion.class, "visit");
    }

    @NoSideEffects
    private static Address versionName() {
        return versionNameLiteral();
    }

    @Import(name = "&")
    private static native Address addressOf(int field);

    @Import(name = "\"onload_ext_version\"")
    @Variable
    private static native Address versionNameLiteral();
}
