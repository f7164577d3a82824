// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Link;
import org.lkos.posix.Link.Elf64_Rela;
import org.lkos.posix.Link.dl_phdr_info;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * Stands in front of functions of libc from the moment on that it is asked to: not by exporting their names, which every
 * call of every program would pay for, but by storing ours in the slots through which the loaded objects call them, or
 * have their addresses.
 *
 * <p>What is redirected is what would reach us if we did export the name: a slot that leads to the function behind us, or
 * is to be bound to it when first used. Where an object has a function of that name itself, or one in front of us has
 * it, that one is meant, and stays. Libc and the dynamic linker call their own without such slots.
 *
 * <p>The dynamic linker lets one thread at a time walk over its objects and none load or unload them meanwhile, so two
 * threads may do this at once. An object that another thread has loaded and not relocated yet is left for the next time.
 * In a child the lock may be held for ever by a thread that is not there, so what the parent has done is not done again.
 */
@Unmanaged
public final class ImportRedirection {
    private ImportRedirection() {}

    /**
     * Redirects the imports of all objects loaded now; those loaded since the last time, where there was one. Only for a
     * library that stays: nothing leads back.
     *
     * @return whether we stand in front of libc at all; nothing is done if not
     */
    public static boolean redirect(Redirection first) {
        int process = SysSyscall.getpid();
        if (first.objectsDone != 0 && first.process != process) {
            return true;
        }
        return walk(first, process);
    }

    private static boolean walk(Redirection first, int process) {
        Walk walk = StackMemory.allocate(Walk.SIZE, StackMemory.ALIGNED).toStructure();
        walk.first = first;
        walk.behindUs = 0;
        walk.objects = 0;
        walk.missed = 0;
        if (first.objectsDone == 0) {
            int ended = Link.dl_iterate_phdr(binder(), walk.toAddress());
        }
        if (!isAnyBound(first)) {
            return false;
        }
        int stopped = Link.dl_iterate_phdr(redirector(), walk.toAddress());
        if (stopped == 0 && walk.missed == 0) {
            first.process = process;
            first.objectsDone = walk.objects;
        }
        return true;
    }

    private static boolean isAnyBound(Redirection first) {
        Redirection at = first;
        while (at != null && at.function == null) {
            at = at.next;
        }
        return at != null;
    }

    /** Ends at once where all is bound. */
    static int bind(dl_phdr_info object, long size, Address data) {
        Walk walk = data.toStructure();
        if (isAnyBound(walk.first) && walk.behindUs == 0) {
            return 1;
        }
        SymbolTable table =
                StackMemory.allocate(SymbolTable.SIZE, StackMemory.ALIGNED).toStructure();
        boolean ours = object.dlpi_addr == Link.__ehdr_start();
        if (table.open(object) && (ours || !NextSymbol.isOurs(table))) {
            Redirection at = walk.first;
            while (at != null) {
                at.bind(table, walk.behindUs != 0);
                at = at.next;
            }
        }
        walk.behindUs |= ours ? 1 : 0;
        return 0;
    }

    /** Ends at once where no object was loaded since. */
    static int redirect(dl_phdr_info object, long size, Address data) {
        Walk walk = data.toStructure();
        if (size >= dl_phdr_info.SIZE_WITH_ADDS) {
            walk.objects = object.dlpi_adds;
            if (walk.objects == walk.first.objectsDone) {
                return 1;
            }
        }
        SymbolTable table =
                StackMemory.allocate(SymbolTable.SIZE, StackMemory.ALIGNED).toStructure();
        if (object.dlpi_addr != Link.__ehdr_start() && table.open(object) && !NextSymbol.isOurs(table)) {
            ImportSlots slots =
                    StackMemory.allocate(ImportSlots.SIZE, StackMemory.ALIGNED).toStructure();
            slots.open(object, table);
            redirectAll(walk, slots, slots.calls, slots.callsSize);
            redirectAll(walk, slots, slots.data, slots.dataSize);
        }
        return 0;
    }

    private static void redirectAll(Walk walk, ImportSlots slots, Address relocations, long size) {
        Elf64_Rela at = relocations.toStructure();
        long end = relocations.toLong() + size;
        while (at.toAddress().toLong() < end) {
            if (isOfFunction(at.r_type) && at.r_addend == 0) {
                Redirection redirection = walk.first.find(slots.table.name(at.r_symbol));
                if (redirection != null && !redirection.isIn(slots.table)) {
                    boolean done = slots.redirect(at, redirection);
                    walk.missed |= done ? 0 : 1;
                }
            }
            at = at.toAddress().add(Elf64_Rela.SIZE).toStructure();
        }
    }

    private static boolean isOfFunction(int type) {
        return type == Link.R_JUMP_SLOT() || type == Link.R_GLOB_DAT() || type == Link.R_ABSOLUTE();
    }

    @NoSideEffects
    private static Link.ObjectVisitor binder() {
        return Function.get(Link.ObjectVisitor.class, ImportRedirection.class, "bind");
    }

    @NoSideEffects
    private static Link.ObjectVisitor redirector() {
        return Function.get(Link.ObjectVisitor.class, ImportRedirection.class, "redirect");
    }

    /** What is done to the loaded objects, and how far. */
    @Unmanaged
    static class Walk extends Structure {
        static final int SIZE = 24;
        Redirection first;
        long objects;
        int behindUs;

        /** Whether a slot was not ready. */
        int missed;
    }
}
