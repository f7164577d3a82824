// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.buffers;

import org.lkos.machine.Atomics;
import org.lkos.posix.Errno;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * The mapping that all buffers lie in, and its head. Pages that nothing has touched take no memory; the tables lie apart
 * from the data, where a program that writes beyond a buffer does not reach them.
 *
 * <pre>
 * +------+---------------+-----------------+------------+-----------+------+
 * | head | taken buffers | used chunks     | ownership  | next in   | data |
 * |      | 8 per chunk   | 4 per chunk     | 4 each     | chain, 4  | 2048 |
 * +------+---------------+-----------------+------------+-----------+------+
 * </pre>
 */
@Unmanaged
@StaticInit
final class Pool extends Structure {
    /** Buffers of a chunk: a word has as many bits. */
    static final int CHUNK = 64;

    static final int BUFFER_SHIFT = 11;
    static final int BUFFER = 1 << BUFFER_SHIFT;

    /** Offsets of the two counters that threads share. */
    static final int SPARE = 56;

    static final int TRIMMING = 60;

    private static final int HOMES = 32;
    private static final int HEAD = 64;
    private static final int PER_CHUNK = 8 + 4;
    private static final int PER_BUFFER = 4 + 4;

    private static Address mapped;

    Address data;
    Address taken;
    Address used;
    Address owners;
    Address links;
    int count;
    int chunks;

    /** From one home to the next, a power of two; see {@link Chunks}. */
    int stride;

    int pad0;

    /** Chunks that nothing is taken of and that have memory; see {@link Chunks}. */
    int spare;

    /** Threads that are giving the memory of a chunk back. */
    int trimming;

    /** The pool, or null before it is needed. */
    static Pool existing() {
        return mapped.toStructure();
    }

    /** The pool, mapped now if it was not; null where the process may not have any of it. */
    static Pool get() {
        if (mapped == null) {
            int savedErrno = Errno.get();
            map();
            Errno.set(savedErrno);
        }
        return mapped.toStructure();
    }

    /** Tries for half as much again and again where memory is limited. Of two threads at once, one gives its own back. */
    private static void map() {
        int count = PoolSize.read(CHUNK);
        long at = reserve(count);
        while (at == -1 && count > PoolSize.LEAST) {
            count = count / 2 / CHUNK * CHUNK;
            at = reserve(count);
        }
        if (at == -1) {
            return;
        }
        Pool pool = Address.fromLong(at).toStructure();
        pool.lay(count);
        if (!Atomics.replaceLong(cell(mapped), 0, at)) {
            long failed = SysSyscall.munmap(Address.fromLong(at), size(count));
        }
    }

    private static long reserve(int count) {
        long at = SysSyscall.mmap(
                Address.fromLong(0),
                size(count),
                SysMman.PROT_READ | SysMman.PROT_WRITE,
                SysMman.MAP_PRIVATE | SysMman.MAP_ANONYMOUS | SysMman.MAP_NORESERVE);
        if (at != -1) {
            // A huge page for the first byte would be 2 MiB that nobody asked for.
            long failed = SysSyscall.madvise(Address.fromLong(at), size(count), SysMman.MADV_NOHUGEPAGE);
        }
        return at;
    }

    private static long size(int count) {
        return tables(count) + ((long) count << BUFFER_SHIFT);
    }

    private static long tables(int count) {
        long bytes = HEAD + (long) count / CHUNK * PER_CHUNK + (long) count * PER_BUFFER;
        return (bytes + SysMman.LARGEST_PAGE() - 1) / SysMman.LARGEST_PAGE() * SysMman.LARGEST_PAGE();
    }

    private void lay(int buffers) {
        count = buffers;
        chunks = buffers / CHUNK;
        taken = toAddress().add(HEAD);
        used = taken.add((long) chunks * 8);
        owners = used.add((long) chunks * 4);
        links = owners.add((long) count * 4);
        data = toAddress().add(tables(count));
        stride = 1;
        while (stride * 2 * HOMES <= chunks) {
            stride *= 2;
        }
    }

    Address buffer(int index) {
        return data.add((long) index << BUFFER_SHIFT);
    }

    /** The number of the buffer that an address lies in, or -1. */
    int indexOf(Address address) {
        long offset = address.toLong() - data.toLong();
        return Long.compareUnsigned(offset, (long) count << BUFFER_SHIFT) < 0 ? (int) (offset >> BUFFER_SHIFT) : -1;
    }

    @Import(name = "&")
    private static native Address cell(Address field);
}
