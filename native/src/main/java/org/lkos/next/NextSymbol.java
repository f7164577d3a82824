// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
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
 * Finds the real functions: in the first object behind ours, in the dynamic linker's order, that has one. It is what
 * dlsym with RTLD_NEXT does, without its memory for messages of failure, and most of its cost. A copy of this
 * library that is loaded behind us is passed over: two would rewrite each other's requests. A libc that lacks a function
 * gives {@code ENOSYS} for that call and keeps the rest.
 */
@Unmanaged
@StaticInit
public final class NextSymbol {
    private static boolean opened;

    private NextSymbol() {}

    /** Whether we were opened by dlopen, behind libc; known once all is bound. */
    static boolean isOpened() {
        return opened;
    }

    /** Safe to run twice, or in two threads at once: each finds the same functions. */
    public static void bindAll() {
        if (areAllBound()) {
            return;
        }
        int savedErrno = Errno.get();
        Walk walk = StackMemory.allocate(Walk.SIZE, StackMemory.ALIGNED).toStructure();
        walk.behindUs = 0;
        int ended = Link.dl_iterate_phdr(visitor(), walk.toAddress());
        if (!NextProcess.isBound()) {
            // We were loaded by dlopen, after libc: then nobody calls us in its place, and all others are behind us.
            opened = true;
            walk.behindUs = 1;
            ended = Link.dl_iterate_phdr(visitor(), walk.toAddress());
        }
        Address missing = asAddress(Function.get(Missing.class, NextSymbol.class, "missing"));
        NextSockets.bindMissing(missing);
        NextDescriptors.bindMissing(missing);
        NextProcess.bindMissing(missing);
        Errno.set(savedErrno);
    }

    private static boolean areAllBound() {
        return NextProcess.areAllBound() && NextSockets.areAllBound() && NextDescriptors.areAllBound();
    }

    /** The same for the calls that only the emulating library stands in front of. */
    static void bindEmulated() {
        int savedErrno = Errno.get();
        Walk walk = StackMemory.allocate(Walk.SIZE, StackMemory.ALIGNED).toStructure();
        walk.behindUs = 0;
        int ended = Link.dl_iterate_phdr(emulatedVisitor(), walk.toAddress());
        if (!NextReceives.isBound()) {
            walk.behindUs = 1;
            ended = Link.dl_iterate_phdr(emulatedVisitor(), walk.toAddress());
        }
        Address missing = asAddress(Function.get(Missing.class, NextSymbol.class, "missing"));
        NextReceives.bindMissing(missing);
        NextEvents.bindMissing(missing);
        NextPipes.bindMissing(missing);
        Errno.set(savedErrno);
    }

    static int visit(dl_phdr_info object, long size, Address data) {
        SymbolTable table =
                StackMemory.allocate(SymbolTable.SIZE, StackMemory.ALIGNED).toStructure();
        if (isBehind(object, data.toStructure(), table)) {
            NextSockets.bind(table);
            NextDescriptors.bind(table);
            NextProcess.bind(table);
            return areAllBound() ? 1 : 0;
        }
        return 0;
    }

    static int visitEmulated(dl_phdr_info object, long size, Address data) {
        SymbolTable table =
                StackMemory.allocate(SymbolTable.SIZE, StackMemory.ALIGNED).toStructure();
        if (isBehind(object, data.toStructure(), table)) {
            NextReceives.bind(table);
            NextEvents.bind(table);
            NextPipes.bind(table);
        }
        return 0;
    }

    /** Whether an object of a walk is one behind us with functions in it, whose symbols are then in {@code table}. */
    private static boolean isBehind(dl_phdr_info object, Walk walk, SymbolTable table) {
        if (object.dlpi_addr == Link.__ehdr_start()) {
            walk.behindUs = 1;
            return false;
        }
        return walk.behindUs != 0 && table.open(object) && !isOurs(table);
    }

    static long missing() {
        return Errno.fail(Errno.ENOSYS);
    }

    /** Whether it is a copy of this library. */
    static boolean isOurs(SymbolTable table) {
        Address name = markName();
        return table.find(name, SymbolTable.hash(name)) != null;
    }

    @NoSideEffects
    private static Link.ObjectVisitor visitor() {
        return Function.get(Link.ObjectVisitor.class, NextSymbol.class, "visit");
    }

    @NoSideEffects
    private static Link.ObjectVisitor emulatedVisitor() {
        return Function.get(Link.ObjectVisitor.class, NextSymbol.class, "visitEmulated");
    }

    /** Our copies all export it. */
    @Import(name = "\"lkos_present\"")
    @Variable
    private static native Address markName();

    @Import(name = "")
    private static native Address asAddress(Missing function);

    abstract static class Missing extends Function {
        abstract long call();
    }

    /** How far a walk over the loaded objects has come. */
    @Unmanaged
    static class Walk extends Structure {
        static final int SIZE = 8;
        int behindUs;
        int pad0;
    }
}
