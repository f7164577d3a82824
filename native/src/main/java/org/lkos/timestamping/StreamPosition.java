// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * How far the stamps of a stream have come. The kernel numbers them by the stream's last byte that each is for, counted
 * from the request; Onload tells the length of each piece, which is the difference.
 */
@Unmanaged
public final class StreamPosition {
    private static final int DESCRIPTORS = 1 << 16;

    private StreamPosition() {}

    public static void reset(int fd) {
        if (isCovered(fd)) {
            position(fd).putInt(0);
        }
    }

    /** The bytes from the last stamp's to the one numbered {@code last}, which is included. */
    public static long advance(int fd, int last) {
        if (!isCovered(fd)) {
            return 0;
        }
        Address position = position(fd);
        int end = last + 1;
        long length = end - position.getInt() & 0xffffffffL;
        position.putInt(end);
        return length;
    }

    private static boolean isCovered(int fd) {
        return Integer.compareUnsigned(fd, DESCRIPTORS) < 0;
    }

    private static Address position(int fd) {
        return positions().add((long) fd * 4);
    }

    @NoSideEffects
    private static Address positions() {
        return positionsTable();
    }

    @Import(name = "LKOS_TABLE((1 << 16) * 4)")
    @Variable
    private static native Address positionsTable();
}
