// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerosend;

import static org.lkos.buffers.Ownership.APPLICATION;
import static org.lkos.buffers.Ownership.OURS;

import org.lkos.buffers.PacketBuffers;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_iovec;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Buffers that a send names: all are the application's, each is named once, and the data lies in them; or none is touched.
 * Afterwards those that were sent are ours, and the others the application's again.
 */
@Unmanaged
final class SentBuffers {
    /** Named in a send that is running. */
    private static final int SENDING = 8;

    private SentBuffers() {}

    /** Fills {@code vectors} with what {@code count} of {@code iovecs} mean: bytes, or 0 where one of them is not right. */
    static long begin(Address iovecs, int count, Address vectors) {
        long size = 0;
        for (int i = 0; i < count; i++) {
            onload_zc_iovec buffer = at(iovecs, i);
            Address handle = buffer.buf;
            iovec vector = vectors.add((long) i * iovec.SIZE).toStructure();
            vector.iov_base = buffer.iov_base;
            vector.iov_len = buffer.iov_len;
            boolean named = PacketBuffers.change(handle, APPLICATION, SENDING);
            if (!named || !isInside(handle, vector)) {
                end(iovecs, named ? i + 1 : i, 0);
                return 0;
            }
            size += vector.iov_len;
        }
        return size;
    }

    /** The first {@code sent} of {@code count} were sent. */
    static void end(Address iovecs, int count, int sent) {
        for (int i = 0; i < count; i++) {
            Address handle = at(iovecs, i).buf;
            boolean changed = PacketBuffers.change(handle, SENDING, i < sent ? OURS : APPLICATION);
            if (changed && i < sent) {
                PacketBuffers.giveChain(PacketBuffers.ofHandle(handle));
            }
        }
    }

    /** The same of buffers that were the application's while they were sent, all of them now: it may have released some. */
    static void endUnnamed(Address iovecs, int sent) {
        for (int i = 0; i < sent; i++) {
            Address handle = at(iovecs, i).buf;
            if (PacketBuffers.change(handle, APPLICATION, OURS)) {
                PacketBuffers.giveChain(PacketBuffers.ofHandle(handle));
            }
        }
    }

    /** {@code iov_flags}, the high bits of the length, are 0. */
    private static boolean isInside(Address handle, iovec vector) {
        Address data = PacketBuffers.ofHandle(handle).add(PacketBuffers.DATA);
        long start = vector.iov_base.toLong() - data.toLong();
        return vector.iov_len != 0
                && Long.compareUnsigned(start, PacketBuffers.ROOM) < 0
                && Long.compareUnsigned(vector.iov_len, PacketBuffers.ROOM - start) <= 0;
    }

    private static onload_zc_iovec at(Address iovecs, int index) {
        return iovecs.add((long) index * onload_zc_iovec.SIZE).toStructure();
    }
}
