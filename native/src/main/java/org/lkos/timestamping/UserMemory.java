// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Whether memory that an application names can be read. The kernel is asked by way of a socket option that no kernel
 * knows: it copies an int from the caller before it looks at the number, so what can be read is refused as an unknown
 * option, what cannot as a bad address, and nothing changes.
 */
@Unmanaged
final class UserMemory {
    /** "LKOS". */
    private static final int UNKNOWN_OPTION = 0x4c4b4f53;

    private static final int WORD = 4;

    private UserMemory() {}

    /** For 4 bytes or more, up to a page; false also where the descriptor is no socket, or of a kind that cannot tell. */
    static boolean isReadable(int fd, Address start, int size) {
        return start != null && isWordReadable(fd, start) && isWordReadable(fd, start.add(size - WORD));
    }

    private static boolean isWordReadable(int fd, Address word) {
        return NextOptions.set(fd, UNKNOWN_OPTION, word, WORD) == -Errno.ENOPROTOOPT;
    }
}
