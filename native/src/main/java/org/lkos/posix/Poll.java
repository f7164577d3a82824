// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <poll.h>}. */
@Unmanaged
public final class Poll {
    public static final short POLLIN = 1;
    public static final short POLLOUT = 4;
    public static final short POLLRDHUP = 0x2000;

    private Poll() {}

    /** {@code struct pollfd}, 8 bytes. */
    @Unmanaged
    public static class pollfd extends Structure {
        public static final int SIZE = 8;
        public int fd;
        public short events;
        public short revents;
    }
}
