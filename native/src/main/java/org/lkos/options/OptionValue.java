// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The value and length that {@code getsockopt} just left in the application's memory. */
@Unmanaged
final class OptionValue {
    private static final int INT = 4;
    private static final int PAGE = 4096;

    private OptionValue() {}

    /** Replaces the int, or as much of it as there was room for. */
    private static void replace(Address optval, int room, int value) {
        for (int i = 0; i < INT && i < room; i++) {
            optval.add(i).putByte((byte) (value >>> (8 * i & 31)));
        }
    }

    /**
     * Replaces what the kernel left of its value, be it all of it or, where it failed on the way, what it wrote until then:
     * the value comes first, up to a page that is not there, its length last.
     */
    static void replaceKernels(int fd, int failed, Address optval, Address optlen, int value) {
        if (failed == 0) {
            replace(optval, optlen.getInt(), value);
        } else if (Errno.get() == Errno.EFAULT && UserMemory.isReadable(fd, optlen, INT)) {
            replaceFirstPage(fd, optval, optlen.getInt(), value);
        }
    }

    private static void replaceFirstPage(int fd, Address optval, int room, int value) {
        int page = PAGE - (int) (optval.toLong() & PAGE - 1);
        int whole = room < INT ? room : INT;
        int written = page < whole ? page : whole;
        if (written > 0 && UserMemory.isWritable(fd, optval, written)) {
            replace(optval, written, value);
        }
    }
}
