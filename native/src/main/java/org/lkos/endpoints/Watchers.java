// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.emulation.Emulation;
import org.lkos.posix.Errno;
import org.lkos.posix.SysEpoll;
import org.teavm.interop.Unmanaged;

/**
 * Which endpoints are in an epoll set. The last two sets that each was added to are remembered; whether it is in there
 * still, {@link WatchList} tells.
 */
@Unmanaged
public final class Watchers {
    private Watchers() {}

    /** After {@code epoll_ctl} gave {@code result}, which is passed on. */
    public static int changed(int result, int epfd, int operation, int fd) {
        if (result == 0 && Emulation.isOn()) {
            Endpoint entry = Endpoints.entry(fd);
            if (entry != null && operation == SysEpoll.EPOLL_CTL_ADD) {
                entry.watchedBy(epfd);
            } else if (entry != null && operation == SysEpoll.EPOLL_CTL_DEL) {
                entry.leftBy(epfd);
            }
        }
        return result;
    }

    /** Whether a descriptor of the process that is this endpoint is in a set. */
    static boolean any(long identity) {
        for (int fd = 0; fd < Endpoints.end(); fd++) {
            Endpoint entry = Endpoints.entry(fd);
            boolean same = entry.identity == identity;
            if (same && (isInSet(entry.watcher, fd) || isInSet(entry.otherWatcher, fd))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInSet(int watcher, int fd) {
        if (watcher == 0) {
            return false;
        }
        int savedErrno = Errno.get();
        boolean there = WatchList.contains(watcher - 1, fd);
        Errno.set(savedErrno);
        return there;
    }
}
