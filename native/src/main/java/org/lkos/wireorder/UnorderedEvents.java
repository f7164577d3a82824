// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import org.lkos.onload.OnloadExtensions.onload_ordered_epoll_event;
import org.lkos.posix.SysEpoll;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** {@code onload_ordered_epoll_wait} where no wire order is known: plain {@code epoll_wait}, every event unordered. */
@Unmanaged
public final class UnorderedEvents {
    private static final int READABLE =
            SysEpoll.EPOLLIN | SysEpoll.EPOLLPRI | SysEpoll.EPOLLRDNORM | SysEpoll.EPOLLRDBAND;

    private UnorderedEvents() {}

    public static int await(int epfd, Address events, Address ordered, int maxevents, int timeout) {
        int ready = SysEpoll.epoll_wait(epfd, events, maxevents, timeout);
        if (ordered != null) {
            for (int i = 0; i < ready; i++) {
                int happened =
                        events.add((long) i * SysEpoll.sizeof_epoll_event()).getInt();
                describe(ordered.add((long) i * onload_ordered_epoll_event.SIZE).toStructure(), happened);
            }
        }
        return ready;
    }

    /** No time, so no order; and then nothing limits how much may be read before another socket's turn. */
    private static void describe(onload_ordered_epoll_event event, int happened) {
        event.tv_sec = 0;
        event.tv_nsec = 0;
        event.bytes = (happened & READABLE) != 0 ? Integer.MAX_VALUE : 0;
    }
}
