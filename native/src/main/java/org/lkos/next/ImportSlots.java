// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Atomics;
import org.lkos.posix.Errno;
import org.lkos.posix.Link;
import org.lkos.posix.Link.Elf64_Dyn;
import org.lkos.posix.Link.Elf64_Phdr;
import org.lkos.posix.Link.Elf64_Rela;
import org.lkos.posix.Link.dl_phdr_info;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * Where one loaded object keeps the addresses of what it imports: the relocations of its calls and of its data, and the
 * memory they name. The dynamic linker makes a part of that memory read-only once it has relocated it; a slot there that
 * can be written is one that it is about to close, maybe this very moment.
 */
@Unmanaged
final class ImportSlots extends Structure {
    static final int SIZE = 88;

    private static final int SMALLEST_PAGE = 4096;

    /** Access to a slot: none; at all times; not at all any more, or not for long. */
    private static final int NONE = 0;

    private static final int OPEN = 1;
    private static final int CLOSED = 2;
    private static final int CLOSING = 3;

    SymbolTable table;
    Address calls;
    long callsSize;
    Address data;
    long dataSize;

    /** The object from its first to its last byte, its data, and the part of that which becomes read-only. */
    long start;

    long end;
    long dataStart;
    long dataEnd;
    long readOnlyStart;
    long readOnlyEnd;

    void open(dl_phdr_info object, SymbolTable symbols) {
        table = symbols;
        calls = Address.fromLong(0);
        callsSize = 0;
        data = Address.fromLong(0);
        dataSize = 0;
        readDynamic(SymbolTable.dynamicSection(object).toStructure());
        start = -1;
        end = 0;
        dataStart = 0;
        dataEnd = 0;
        readOnlyStart = 0;
        readOnlyEnd = 0;
        int count = object.dlpi_phnum & 0xffff;
        for (int i = 0; i < count; i++) {
            Elf64_Phdr header = object.dlpi_phdr.add((long) i * Elf64_Phdr.SIZE).toStructure();
            readSegment(header);
        }
    }

    /**
     * Stores our function where the real one is, or is to be.
     *
     * @return false if the dynamic linker is not done with the object yet
     */
    boolean redirect(Elf64_Rela relocation, Redirection redirection) {
        Address slot = table.base.add(relocation.r_offset);
        long wanted = redirection.replacement.toLong();
        long found = Atomics.loadLongAcquire(slot);
        while (leadsBehindUs(found, relocation.r_type, redirection)) {
            int access = access(slot);
            if (access == CLOSING || !store(slot, found, wanted, access)) {
                return access != CLOSING;
            }
            found = Atomics.loadLongAcquire(slot);
        }
        return found != 0 && Long.compareUnsigned(found, table.base.toLong()) >= 0;
    }

    /** A call that is bound when it is first made leads to a place in the object itself till then. */
    private boolean leadsBehindUs(long found, int type, Redirection redirection) {
        boolean unbound = type == Link.R_JUMP_SLOT()
                && Long.compareUnsigned(found, start) >= 0
                && Long.compareUnsigned(found, end) < 0;
        return found == redirection.function.toLong() || unbound && redirection.inFront == 0;
    }

    /** Whether it was possible, though others may have stored something else meanwhile. What was closed is closed again. */
    private static boolean store(Address slot, long found, long wanted, int access) {
        boolean opened = access == CLOSED && protect(slot, SysMman.PROT_READ | SysMman.PROT_WRITE);
        boolean possible = access == OPEN || opened;
        if (possible) {
            boolean stored = Atomics.replaceLong(slot, found, wanted);
        }
        if (opened) {
            boolean closed = protect(slot, SysMman.PROT_READ);
        }
        return possible;
    }

    /** What is not data could be code. */
    private int access(Address slot) {
        long page = page();
        long at = slot.toLong();
        if (at < dataStart || at >= dataEnd) {
            return NONE;
        }
        boolean closes = at >= (readOnlyStart & -page) && at < (readOnlyEnd & -page);
        boolean writable = UserMemory.isWritableWord(slot);
        if (closes) {
            return writable ? CLOSING : CLOSED;
        }
        return writable ? OPEN : NONE;
    }

    private static boolean protect(Address slot, int protection) {
        long page = page();
        int savedErrno = Errno.get();
        long failed = SysSyscall.mprotect(Address.fromLong(slot.toLong() & -page), page, protection);
        Errno.set(savedErrno);
        return failed == 0;
    }

    /** The size of the kernel's pages: it refuses advice on what does not begin with one, even on nothing. */
    private static long page() {
        long start = Link.__ehdr_start().toLong() & -SysMman.LARGEST_PAGE();
        long page = SMALLEST_PAGE;
        int savedErrno = Errno.get();
        while (page < SysMman.LARGEST_PAGE() && SysSyscall.madvise(Address.fromLong(start + page), 0, 0) != 0) {
            page *= 4;
        }
        Errno.set(savedErrno);
        return page;
    }

    private void readDynamic(Elf64_Dyn first) {
        Elf64_Dyn entry = first;
        while (entry.d_tag != Link.DT_NULL) {
            if (entry.d_tag == Link.DT_JMPREL) {
                calls = table.placed(entry.d_val);
            } else if (entry.d_tag == Link.DT_PLTRELSZ) {
                callsSize = entry.d_val;
            } else if (entry.d_tag == Link.DT_RELA) {
                data = table.placed(entry.d_val);
            } else if (entry.d_tag == Link.DT_RELASZ) {
                dataSize = entry.d_val;
            }
            entry = entry.toAddress().add(Elf64_Dyn.SIZE).toStructure();
        }
    }

    private void readSegment(Elf64_Phdr header) {
        long first = table.base.toLong() + header.p_vaddr;
        long last = first + header.p_memsz;
        if (header.p_type == Link.PT_LOAD) {
            start = Long.compareUnsigned(first, start) < 0 ? first : start;
            end = Long.compareUnsigned(last, end) > 0 ? last : end;
            boolean isData = (header.p_flags & Link.PF_W) != 0;
            dataStart = isData && dataEnd == 0 ? first : dataStart;
            dataEnd = isData ? last : dataEnd;
        } else if (header.p_type == Link.PT_GNU_RELRO) {
            readOnlyStart = first;
            readOnlyEnd = last;
        }
    }
}
