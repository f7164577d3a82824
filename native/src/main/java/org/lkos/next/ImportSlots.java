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
 * memory they name. The dynamic linker makes a part of that memory read-only once it has relocated it.
 */
@Unmanaged
final class ImportSlots extends Structure {
    static final int SIZE = 72;

    private static final int SMALLEST_PAGE = 4096;

    SymbolTable table;
    Address calls;
    long callsSize;
    Address data;
    long dataSize;

    /** The object from its first to its last byte, and the part that becomes read-only. */
    long start;

    long end;
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
     * @return false if the dynamic linker has not been there yet
     */
    boolean redirect(Elf64_Rela relocation, Redirection redirection) {
        Address slot = table.base.add(relocation.r_offset);
        long wanted = redirection.replacement.toLong();
        long found = Atomics.loadLongAcquire(slot);
        while (leadsBehindUs(found, relocation.r_type, redirection)) {
            if (!store(slot, found, wanted)) {
                return true;
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

    /** Whether it was possible; what came between is another matter. */
    private boolean store(Address slot, long found, long wanted) {
        if (UserMemory.isWritableWord(slot)) {
            boolean stored = Atomics.replaceLong(slot, found, wanted);
            return true;
        }
        // What else is read-only is none of the dynamic linker's doing, and could be code.
        long at = slot.toLong();
        boolean possible =
                at >= readOnlyStart && at < readOnlyEnd && protect(slot, SysMman.PROT_READ | SysMman.PROT_WRITE);
        if (possible) {
            boolean stored = Atomics.replaceLong(slot, found, wanted);
            boolean restored = protect(slot, SysMman.PROT_READ);
        }
        return possible;
    }

    /** Protects one page, of the size that the kernel has: it refuses what is not at a page's beginning. */
    private static boolean protect(Address slot, int protection) {
        int savedErrno = Errno.get();
        long page = SMALLEST_PAGE;
        long failed = SysSyscall.mprotect(Address.fromLong(slot.toLong() & -page), page, protection);
        while (failed != 0 && Errno.get() == Errno.EINVAL && page < SysMman.LARGEST_PAGE()) {
            page *= 4;
            failed = SysSyscall.mprotect(Address.fromLong(slot.toLong() & -page), page, protection);
        }
        Errno.set(savedErrno);
        return failed == 0;
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
        } else if (header.p_type == Link.PT_GNU_RELRO) {
            readOnlyStart = first;
            readOnlyEnd = last;
        }
    }
}
