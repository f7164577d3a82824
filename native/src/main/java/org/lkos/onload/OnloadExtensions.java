// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.onload;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <onload/extensions.h>}. */
@Unmanaged
public final class OnloadExtensions {
    private OnloadExtensions() {}

    /** {@code struct onload_ordered_epoll_event}, 24 bytes: {@code struct timespec ts} at 0, {@code bytes} at 16. */
    @Unmanaged
    public static class onload_ordered_epoll_event extends Structure {
        public static final int SIZE = 24;
        public long tv_sec;
        public long tv_nsec;
        public int bytes;
        public int pad0;
    }
}
