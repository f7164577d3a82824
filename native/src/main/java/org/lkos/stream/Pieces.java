// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stream;

import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Runs of bytes, each to be sent wholly or not at all: an array of {@code struct iovec}. */
@Unmanaged
public final class Pieces {
    /** The longest that one may be: a packet buffer is not longer. */
    public static final int LONGEST = 2048;

    private Pieces() {}

    public static Address from(Address pieces, int index) {
        return pieces.add((long) index * iovec.SIZE);
    }

    static long size(Address pieces, int index) {
        iovec piece = from(pieces, index).toStructure();
        return piece.iov_len;
    }

    public static long sizeOfAll(Address pieces, int count) {
        long size = 0;
        for (int i = 0; i < count; i++) {
            size += size(pieces, i);
        }
        return size;
    }

    /** How many are whole in so many bytes. */
    public static int whole(Address pieces, int count, long bytes) {
        int whole = 0;
        long left = bytes;
        while (whole < count && left >= size(pieces, whole)) {
            left -= size(pieces, whole);
            whole++;
        }
        return whole;
    }
}
