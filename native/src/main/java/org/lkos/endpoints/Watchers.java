// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.emulation.Emulation;
import org.lkos.fd.EpollListing;
import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysEpoll;
import org.lkos.posix.SysStat.stat;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Which endpoints are in an epoll set. It is remembered which were ever added to one, and which descriptors are sets; what
 * is in these now, the kernel's lists tell.
 */
@Unmanaged
public final class Watchers {
    private Watchers() {}

    /** After {@code epoll_ctl} gave {@code result}, which is passed on. */
    public static int changed(int result, int epfd, int operation, int fd) {
        if (result == 0 && operation == SysEpoll.EPOLL_CTL_ADD && Emulation.isOn()) {
            Endpoint set = Endpoints.need(epfd);
            Endpoint member = Endpoints.entry(fd);
            if (set != null && member != null) {
                set.setSet();
                member.setWatched();
            }
        }
        return result;
    }

    /** Whether the endpoint of a descriptor is in a set that this process has. */
    static boolean any(int fd, long identity) {
        int savedErrno = Errno.get();
        stat file = StackMemory.allocate(stat.SIZE, StackMemory.ALIGNED).toStructure();
        boolean watched = wasWatched(identity) && SysSyscall.fstat(fd, file.toAddress()) == 0 && isListed(file);
        Errno.set(savedErrno);
        return watched;
    }

    private static boolean wasWatched(long identity) {
        boolean watched = false;
        for (int fd = 0; fd < Endpoints.end() && !watched; fd++) {
            Endpoint entry = Endpoints.entry(fd);
            watched = entry.identity == identity && entry.wasWatched();
        }
        return watched;
    }

    private static boolean isListed(stat file) {
        boolean listed = false;
        for (int fd = 0; fd < Endpoints.end() && !listed; fd++) {
            listed = Endpoints.entry(fd).isSet() && isInSet(fd, file);
        }
        return listed;
    }

    /** Where there is no list to read, an open descriptor counts as a set that has it. */
    private static boolean isInSet(int epfd, stat file) {
        EpollListing listing =
                StackMemory.allocate(EpollListing.SIZE, StackMemory.ALIGNED).toStructure();
        if (listing.open(epfd) < 0) {
            Address status = StackMemory.allocate(stat.SIZE, StackMemory.ALIGNED);
            long failed = SysSyscall.fstat(epfd, status);
            return failed == 0;
        }
        boolean found = false;
        while (!found && listing.next()) {
            found = listing.inode == file.st_ino && listing.device == file.st_dev;
        }
        listing.close();
        return found;
    }
}
