// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.buffers;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * A mapping that buffers of one size lie in, and its head. Chunks of it are made accessible when the first buffer of them
 * is taken, and pages that nothing has touched take no memory. The tables lie apart from the data, where a program that
 * writes beyond a buffer does not reach them.
 *
 * <pre>
 * +------+---------+---------+------------+---------+------------+-------+------+
 * | head | taken   | tails   | accessible | spare   | ownership  | links | data |
 * |      | 8 per chunk       | 4 per chunk          | 4 per buffer       |      |
 * +------+---------+---------+------------+---------+------------+-------+------+
 * </pre>
 */
@Unmanaged
@StaticInit
final class Pool extends Structure {
    /** Buffers of a chunk: a word has as many bits. */
    static final int CHUNK = 64;

    /** 2 KiB, of what is sent and templates. */
    static final int PACKET_SHIFT = 11;

    /** 64 KiB, of which most datagrams touch one page. */
    static final int RECEIVE_SHIFT = 16;

    /** Offsets of the counters that threads share. */
    static final int SPARE = 80;

    static final int TRIMMING = 84;
    static final int EXTRA = 88;
    static final int WARM = 92;

    private static final int LEAST_HOMES = 32;
    static final int HEAD = 128;

    private static Address packets;
    private static Address receives;

    Address data;

    /** Sets of buffers per chunk: those taken, and those whose memory behind the first page has been touched. */
    Address taken;

    Address tails;

    /** Per chunk 0 or 1: whether it can be accessed, and whether it counts among the spare ones; see {@link Chunks}. */
    Address accessible;

    Address counted;

    /** Per buffer; see {@link Ownership}. */
    Address owners;

    /** Per buffer: the number of the next in a chain and 1; of a receive buffer what it takes of {@link #extra}. */
    Address links;

    int shift;
    int count;
    int chunks;

    /** From one home to the next, a power of two. */
    int stride;

    int pad0;
    int pad1;

    /** Chunks that nothing is taken of and that have memory. */
    int spare;

    /** Threads that are giving the memory of a chunk back. */
    int trimming;

    /** How many more buffers kept datagrams would have taken that are longer than a packet. */
    int extra;

    /** How many buffers have memory behind their first page. */
    int warm;

    /** The pool of packet buffers, or null before it is needed. */
    static Pool existing() {
        return packets.toStructure();
    }

    /** The same, mapped now if it was not; null where the process may not have any of it. */
    static Pool get() {
        if (packets == null) {
            PoolMapping.make(cell(packets), PACKET_SHIFT);
        }
        return packets.toStructure();
    }

    /** The pool of receive buffers, or null before it is needed. */
    static Pool existingReceives() {
        return receives.toStructure();
    }

    /** The same, mapped now if it was not; or null. */
    static Pool getReceives() {
        if (receives == null) {
            PoolMapping.make(cell(receives), RECEIVE_SHIFT);
        }
        return receives.toStructure();
    }

    /** Gives the memory of both back. */
    static void unmapAll() {
        PoolMapping.giveBack(cell(packets));
        PoolMapping.giveBack(cell(receives));
    }

    /** The pool that a buffer or handle may be of; null if there is none. */
    static Pool of(Address handle) {
        Pool pool = existing();
        return pool != null && pool.indexOf(handle) >= 0 ? pool : existingReceives();
    }

    /** Lays the tables out in memory that is zero. */
    void lay(int buffers, int bufferShift) {
        shift = bufferShift;
        count = buffers;
        chunks = buffers / CHUNK;
        taken = toAddress().add(HEAD);
        tails = taken.add((long) chunks * 8);
        accessible = tails.add((long) chunks * 8);
        counted = accessible.add((long) chunks * 4);
        owners = counted.add((long) chunks * 4);
        links = owners.add((long) count * 4);
        data = toAddress().add(PoolMapping.tables(count));
        stride = 1;
        while (stride * 2 * LEAST_HOMES <= chunks) {
            stride *= 2;
        }
    }

    Address buffer(int index) {
        return data.add((long) index << (shift & 63));
    }

    /** The number of the buffer that an address lies in, or -1. */
    int indexOf(Address address) {
        long offset = address.toLong() - data.toLong();
        long index = offset >>> (shift & 63);
        return Long.compareUnsigned(index, count) < 0 ? (int) index : -1;
    }

    @Import(name = "&")
    private static native Address cell(Address field);
}
