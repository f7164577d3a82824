// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** {@code <sys/epoll.h>}. */
@Unmanaged
@Include("sys/epoll.h")
public final class SysEpoll {
    public static final int EPOLLIN = 0x001;
    public static final int EPOLLPRI = 0x002;
    public static final int EPOLLRDNORM = 0x040;
    public static final int EPOLLRDBAND = 0x080;

    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;

    private SysEpoll() {}

    @Import(name = "epoll_wait")
    public static native int epoll_wait(int epfd, Address events, int maxevents, int timeout);

    /** Packed on x86-64 (12 bytes), not elsewhere (16); {@code events} comes first on both. */
    @NoSideEffects
    public static int sizeof_epoll_event() {
        return sizeofEpollEvent();
    }

    @Import(name = "(int32_t) sizeof(struct epoll_event)")
    @Variable
    private static native int sizeofEpollEvent();
}
