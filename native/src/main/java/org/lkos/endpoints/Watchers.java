// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.emulation.Emulation;
import org.lkos.posix.Errno;
import org.lkos.posix.SysEpoll;
import org.teavm.interop.Unmanaged;

/**
 * Which endpoints are in an epoll set. The last set that each was added to is remembered; whether it is in there still,
 * {@link WatchList} tells.
 */
@Unmanaged
public final class Watchers {
    private Watchers() {}

    /** After {@code epoll_ctl} gave {@code result}, which is passed on. */
    public static int changed(int result, int epfd, int operation, int fd) {
        if (result == 0 && Emulation.isOn()) {
            Endpoint entry = Endpoints.entry(fd);
            if (entry != null && operation == SysEpoll.EPOLL_CTL_ADD) {
                entry.watcher = epfd + 1;
            } else if (entry != null && operation == SysEpoll.EPOLL_CTL_DEL && entry.watcher == epfd + 1) {
                entry.watcher = 0;
            }
        }
        return result;
    }

    /** Whether a descriptor of the process that is this endpoint is in a set. */
    static boolean any(long identity) {
        for (int fd = 0; fd < Endpoints.end(); fd++) {
            Endpoint entry = Endpoints.entry(fd);
            if (entry.identity == identity && entry.watcher != 0 && isInSet(entry.watcher - 1, fd)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInSet(int epfd, int fd) {
        int savedErrno = Errno.get();
        boolean there = WatchList.contains(epfd, fd);
        Errno.set(savedErrno);
        return there;
    }
}
