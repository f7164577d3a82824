// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.epollsets;

import org.lkos.fd.EpollListing;
import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysEpoll;
import org.teavm.interop.Unmanaged;

/** The members of a set, from the kernel's list of them. */
@Unmanaged
final class SetListing {
    private SetListing() {}

    /** Adds the members of {@code epfd}'s set; 0, or a negative errno, which is -ENOSPC if there is no room. */
    static int list(int epfd, EpollSet set) {
        EpollListing listing =
                StackMemory.allocate(EpollListing.SIZE, StackMemory.ALIGNED).toStructure();
        int status = listing.open(epfd);
        if (status < 0) {
            return status;
        }
        boolean room = true;
        while (room && listing.next()) {
            room = set.count < set.capacity;
            if (room) {
                add(listing, set);
            }
        }
        listing.close();
        return room ? listing.status : -Errno.ENOSPC;
    }

    private static void add(EpollListing listing, EpollSet set) {
        SetMember member = set.member(set.count);
        member.added = listing.added;
        member.interest = listing.interest;
        member.data = listing.data;
        member.inode = listing.inode;
        member.device = listing.device;
        member.fd = member.added;
        if ((member.interest & (SysEpoll.EPOLLET | SysEpoll.EPOLLONESHOT)) != 0) {
            set.edgeTriggered = 1;
        }
        set.count++;
        set.indexLast();
    }
}
