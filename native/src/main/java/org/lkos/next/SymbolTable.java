// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Bytes;
import org.lkos.posix.Link;
import org.lkos.posix.Link.Elf64_Dyn;
import org.lkos.posix.Link.Elf64_Phdr;
import org.lkos.posix.Link.Elf64_Sym;
import org.lkos.posix.Link.dl_phdr_info;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * The dynamic symbols of one loaded object, looked up by DT_GNU_HASH or, in objects linked without it, one by one.
 *
 * <p>DT_GNU_HASH is four ints (buckets, first hashed symbol, words of the Bloom filter, its shift), the filter, the
 * buckets (first symbol of each, or 0) and the chains (the symbols' hashes, the lowest bit set on a chain's last one).
 */
@Unmanaged
public final class SymbolTable extends Structure {
    public static final int SIZE = 56;

    private static final int WORD_BITS = 64;
    private static final int INT = 4;
    private static final int HEADER = 16;

    Address base;
    Address symbols;
    Address names;
    Address versions;
    Address gnuHash;
    Address hash;
    int wantedType;
    int pad0;

    /** Whether the object has symbols at all. */
    public boolean open(dl_phdr_info object) {
        base = object.dlpi_addr;
        symbols = Address.fromLong(0);
        names = Address.fromLong(0);
        versions = Address.fromLong(0);
        gnuHash = Address.fromLong(0);
        hash = Address.fromLong(0);
        Address dynamic = dynamicSection(object);
        if (dynamic != null) {
            readDynamic(dynamic);
        }
        return symbols != null && names != null && (gnuHash != null || hash != null);
    }

    /** The address of a function of the object, by the version meant where none is named; or null. */
    public Address find(Address name, int nameHash) {
        return find(name, nameHash, Link.STT_FUNC);
    }

    /** The same for data. */
    public Address findData(Address name, int nameHash) {
        return find(name, nameHash, Link.STT_OBJECT);
    }

    private Address find(Address name, int nameHash, int type) {
        wantedType = type;
        int index = gnuHash != null ? findHashed(name, nameHash) : findAmongAll(name);
        if (index == 0) {
            return Address.fromLong(0);
        }
        long value = symbol(index).st_value;
        return base.add(value);
    }

    /** The hash function of DT_GNU_HASH. */
    public static int hash(Address name) {
        int hash = 5381;
        Address at = name;
        while (at.getByte() != 0) {
            hash = hash * 33 + (at.getByte() & 0xff);
            at = at.add(1);
        }
        return hash;
    }

    static Address dynamicSection(dl_phdr_info object) {
        int count = object.dlpi_phnum & 0xffff;
        for (int i = 0; i < count; i++) {
            Elf64_Phdr header = object.dlpi_phdr.add((long) i * Elf64_Phdr.SIZE).toStructure();
            if (header.p_type == Link.PT_DYNAMIC) {
                return object.dlpi_addr.add(header.p_vaddr);
            }
        }
        return Address.fromLong(0);
    }

    private void readDynamic(Address dynamic) {
        Elf64_Dyn entry = dynamic.toStructure();
        while (entry.d_tag != Link.DT_NULL) {
            Address table = placed(entry.d_val);
            if (entry.d_tag == Link.DT_SYMTAB) {
                symbols = table;
            } else if (entry.d_tag == Link.DT_STRTAB) {
                names = table;
            } else if (entry.d_tag == Link.DT_VERSYM) {
                versions = table;
            } else if (entry.d_tag == Link.DT_GNU_HASH) {
                gnuHash = table;
            } else if (entry.d_tag == Link.DT_HASH) {
                hash = table;
            }
            entry = entry.toAddress().add(Elf64_Dyn.SIZE).toStructure();
        }
    }

    /** glibc relocates these pointers in place, musl and the vDSO leave them as offsets. */
    Address placed(long value) {
        return Long.compareUnsigned(value, base.toLong()) < 0 ? base.add(value) : Address.fromLong(value);
    }

    private int findHashed(Address name, int nameHash) {
        int buckets = gnuHash.getInt();
        int first = gnuHash.add(INT).getInt();
        int words = gnuHash.add(2 * INT).getInt();
        Address filter = gnuHash.add(HEADER);
        if (buckets == 0 || !mayContain(filter, words, nameHash)) {
            return 0;
        }
        Address bucket = filter.add((long) words * 8);
        Address chain = bucket.add((long) buckets * INT);
        int index = bucket.add((long) Integer.remainderUnsigned(nameHash, buckets) * INT)
                .getInt();
        int last = index == 0 ? 1 : 0;
        while (last == 0) {
            int hashed = chain.add((long) (index - first) * INT).getInt();
            if ((hashed | 1) == (nameHash | 1) && isWanted(index, name)) {
                return index;
            }
            last = hashed & 1;
            index++;
        }
        return 0;
    }

    private boolean mayContain(Address filter, int words, int nameHash) {
        int shift = gnuHash.add(3 * INT).getInt();
        long word = filter.add((long) (nameHash >>> 6 & words - 1) * 8).getLong();
        long mask = 1L << (nameHash & WORD_BITS - 1) | 1L << (nameHash >>> (shift & 31) & WORD_BITS - 1);
        return (word & mask) == mask;
    }

    private int findAmongAll(Address name) {
        int count = hash.add(INT).getInt();
        for (int index = 1; index < count; index++) {
            if (isWanted(index, name)) {
                return index;
            }
        }
        return 0;
    }

    private boolean isWanted(int index, Address name) {
        Elf64_Sym symbol = symbol(index);
        return symbol.st_shndx != Link.SHN_UNDEF
                && (symbol.st_info & 15) == wantedType
                && !isHidden(index)
                && Bytes.areSameText(name(index), name);
    }

    private boolean isHidden(int index) {
        return versions != null && (versions.add((long) index * 2).getShort() & Link.VERSYM_HIDDEN) != 0;
    }

    /** The name of a symbol by its index. */
    Address name(int index) {
        return names.add(symbol(index).st_name & 0xffffffffL);
    }

    private Elf64_Sym symbol(int index) {
        return symbols.add((index & 0xffffffffL) * Elf64_Sym.SIZE).toStructure();
    }
}
