// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** {@code <sys/epoll.h>}. The events are {@code poll}'s, by the same numbers. */
@Unmanaged
@Include("sys/epoll.h")
public final class SysEpoll {
    public static final int EPOLLIN = 0x001;
    public static final int EPOLLPRI = 0x002;
    public static final int EPOLLOUT = 0x004;
    public static final int EPOLLERR = 0x008;
    public static final int EPOLLHUP = 0x010;
    public static final int EPOLLRDNORM = 0x040;
    public static final int EPOLLRDBAND = 0x080;
    public static final int EPOLLWRNORM = 0x100;
    public static final int EPOLLWRBAND = 0x200;
    public static final int EPOLLRDHUP = 0x2000;
    public static final int EPOLLONESHOT = 1 << 30;
    public static final int EPOLLET = 1 << 31;

    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;

    private SysEpoll() {}

    @Import(name = "epoll_wait")
    public static native int epoll_wait(int epfd, Address events, int maxevents, int timeout);

    /** {@code epoll_wait} without waiting, which is no point of cancellation: the system call itself. */
    public static int epoll_poll(int epfd, Address events, int maxevents) {
        long ready = syscall(SYS_epoll_pwait(), epfd, events, maxevents, 0, Address.fromLong(0), 0);
        return (int) ready;
    }

    /** Packed on x86-64 (12 bytes), not elsewhere (16); {@code events} comes first on both. */
    @NoSideEffects
    public static int sizeof_epoll_event() {
        return sizeofEpollEvent();
    }

    /** Where {@code data} is in it. */
    @NoSideEffects
    public static int offsetof_data() {
        return offsetofData();
    }

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(
            long number, int epfd, Address events, int maxevents, int timeout, Address mask, long maskSize);

    @NoSideEffects
    private static long SYS_epoll_pwait() {
        return epollPwaitNumber();
    }

    @Import(name = "SYS_epoll_pwait")
    @Include("sys/syscall.h")
    @Variable
    private static native long epollPwaitNumber();

    @Import(name = "(int32_t) sizeof(struct epoll_event)")
    @Variable
    private static native int sizeofEpollEvent();

    @Import(name = "(int32_t) offsetof(struct epoll_event, data)")
    @Include("stddef.h")
    @Variable
    private static native int offsetofData();
}
