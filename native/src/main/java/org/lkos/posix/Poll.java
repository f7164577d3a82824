// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Import;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** {@code <poll.h>}. */
@Unmanaged
@Include("poll.h")
public final class Poll {
    public static final short POLLOUT = 4;

    private Poll() {}

    @Import(name = "poll")
    public static native int poll(pollfd descriptors, long count, int timeout);

    /** {@code struct pollfd}, 8 bytes. */
    @Unmanaged
    public static class pollfd extends Structure {
        public static final int SIZE = 8;
        public int fd;
        public short events;
        public short revents;
    }
}
