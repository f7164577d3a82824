// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** {@code <link.h>} and {@code <elf.h>}, 64-bit. */
@Unmanaged
@Include("link.h")
public final class Link {
    public static final int PT_LOAD = 1;
    public static final int PT_DYNAMIC = 2;
    public static final int PT_GNU_RELRO = 0x6474e552;
    public static final int PF_W = 2;

    public static final long DT_NULL = 0;
    public static final long DT_PLTRELSZ = 2;
    public static final long DT_HASH = 4;
    public static final long DT_STRTAB = 5;
    public static final long DT_SYMTAB = 6;
    public static final long DT_RELA = 7;
    public static final long DT_RELASZ = 8;
    public static final long DT_JMPREL = 23;
    public static final long DT_GNU_HASH = 0x6ffffef5;
    public static final long DT_VERSYM = 0x6ffffff0;

    public static final int STT_OBJECT = 1;
    public static final int STT_FUNC = 2;
    public static final int SHN_UNDEF = 0;

    /** In a version index: not the version that a name without one means. */
    public static final int VERSYM_HIDDEN = 0x8000;

    private Link() {}

    @Import(name = "dl_iterate_phdr")
    public static native int dl_iterate_phdr(ObjectVisitor visitor, Address data);

    /** Where the library that this code is part of is loaded. */
    @NoSideEffects
    public static Address __ehdr_start() {
        return ehdrStart();
    }

    @Import(name = "__ehdr_start")
    @Variable
    private static native Address ehdrStart();

    /** The type of a relocation that a function is called through; this architecture's, as are the next two. */
    @NoSideEffects
    public static int R_JUMP_SLOT() {
        return jumpSlot();
    }

    /** The type of one in the global offset table. */
    @NoSideEffects
    public static int R_GLOB_DAT() {
        return globalData();
    }

    /** The type of one that stores an address in data. */
    @NoSideEffects
    public static int R_ABSOLUTE() {
        return absolute();
    }

    @Import(name = "LKOS_RELOCATION(JUMP_SLOT, JUMP_SLOT)")
    @Variable
    private static native int jumpSlot();

    @Import(name = "LKOS_RELOCATION(GLOB_DAT, GLOB_DAT)")
    @Variable
    private static native int globalData();

    @Import(name = "LKOS_RELOCATION(64, ABS64)")
    @Variable
    private static native int absolute();

    /** The callback of {@link #dl_iterate_phdr}: a result other than 0 ends the iteration. */
    public abstract static class ObjectVisitor extends Function {
        public abstract int visit(dl_phdr_info info, long size, Address data);
    }

    /** {@code struct dl_phdr_info}, its first 40 bytes; the last 8 are not there where {@code size} is less. */
    @Unmanaged
    public static class dl_phdr_info extends Structure {
        public static final int SIZE_WITH_ADDS = 40;
        public Address dlpi_addr;
        public Address dlpi_name;
        public Address dlpi_phdr;
        public short dlpi_phnum;
        public short pad0;
        public int pad1;
        public long dlpi_adds;
    }

    /** {@code Elf64_Phdr}, 56 bytes. */
    @Unmanaged
    public static class Elf64_Phdr extends Structure {
        public static final int SIZE = 56;
        public int p_type;
        public int p_flags;
        public long p_offset;
        public long p_vaddr;
        public long p_paddr;
        public long p_filesz;
        public long p_memsz;
        public long p_align;
    }

    /** {@code Elf64_Dyn}, 16 bytes. */
    @Unmanaged
    public static class Elf64_Dyn extends Structure {
        public static final int SIZE = 16;
        public long d_tag;
        public long d_val;
    }

    /** {@code Elf64_Sym}, 24 bytes. */
    @Unmanaged
    public static class Elf64_Sym extends Structure {
        public static final int SIZE = 24;
        public int st_name;
        public byte st_info;
        public byte st_other;
        public short st_shndx;
        public long st_value;
        public long st_size;
    }

    /** {@code Elf64_Rela}, 24 bytes. */
    @Unmanaged
    public static class Elf64_Rela extends Structure {
        public static final int SIZE = 24;
        public long r_offset;
        public int r_type;
        public int r_symbol;
        public long r_addend;
    }
}
