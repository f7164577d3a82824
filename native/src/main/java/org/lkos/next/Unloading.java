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
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * Whether the library is going away, by {@code dlclose}, when its destructor runs. At the end of the process it runs as
 * well, but then other threads and later destructors may still be in our calls. What tells the two apart is a function
 * that libc calls at {@code exit}, before all destructors. Libc is asked for it only where we were opened by
 * {@code dlopen}: a library that was preloaded or linked to stays.
 */
@Unmanaged
@StaticInit
public final class Unloading {
    private static Address finalizer;
    private static boolean exiting;

    private Unloading() {}

    /** Done at load, where libc may allocate memory for its list as it does for the library that it opens. */
    public static void expect() {
        if (!NextSymbol.isOpened()) {
            return;
        }
        Found found = StackMemory.allocate(Found.SIZE, StackMemory.ALIGNED).toStructure();
        found.atExit = Address.fromLong(0);
        found.finalizer = Address.fromLong(0);
        int ended = Link.dl_iterate_phdr(visitor(), found.toAddress());
        if (found.atExit != null && found.finalizer != null) {
            int refused = asAtExit(found.atExit).call(handler(), Address.fromLong(0), Link.__ehdr_start());
            finalizer = refused == 0 ? found.finalizer : Address.fromLong(0);
        }
    }

    /** Asked once, by the destructor. False where that is not known. */
    public static boolean isBegun() {
        if (exiting || finalizer == null) {
            return false;
        }
        asFinalizer(finalizer).call(Link.__ehdr_start());
        return true;
    }

    /** Called by libc at exit, and by {@link #isBegun} in that it takes the function from libc's list. */
    static void exit(Address argument) {
        exiting = true;
    }

    /** Ends at the first object that has both. */
    static int visit(dl_phdr_info object, long size, Address data) {
        SymbolTable table =
                StackMemory.allocate(SymbolTable.SIZE, StackMemory.ALIGNED).toStructure();
        if (!table.open(object)) {
            return 0;
        }
        Found found = data.toStructure();
        int atExitHash = SymbolTable.hash(atExitName());
        found.atExit = table.find(atExitName(), atExitHash);
        int finalizerHash = SymbolTable.hash(finalizerName());
        found.finalizer = table.find(finalizerName(), finalizerHash);
        return found.atExit != null && found.finalizer != null ? 1 : 0;
    }

    @NoSideEffects
    private static Link.ObjectVisitor visitor() {
        return Function.get(Link.ObjectVisitor.class, Unloading.class, "visit");
    }

    @NoSideEffects
    private static Handler handler() {
        return Function.get(Handler.class, Unloading.class, "exit");
    }

    @NoSideEffects
    private static Address atExitName() {
        return atExitNameLiteral();
    }

    @NoSideEffects
    private static Address finalizerName() {
        return finalizerNameLiteral();
    }

    @Import(name = "\"__cxa_atexit\"")
    @Variable
    private static native Address atExitNameLiteral();

    @Import(name = "\"__cxa_finalize\"")
    @Variable
    private static native Address finalizerNameLiteral();

    @Import(name = "")
    private static native AtExit asAtExit(Address symbol);

    @Import(name = "")
    private static native Finalizer asFinalizer(Address symbol);

    abstract static class Handler extends Function {
        abstract void call(Address argument);
    }

    abstract static class AtExit extends Function {
        abstract int call(Handler handler, Address argument, Address library);
    }

    abstract static class Finalizer extends Function {
        abstract void call(Address library);
    }

    /** Libc's functions. */
    @Unmanaged
    static class Found extends Structure {
        static final int SIZE = 16;
        Address atExit;
        Address finalizer;
    }
}
