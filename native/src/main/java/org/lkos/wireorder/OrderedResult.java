// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import org.lkos.epollsets.EpollSet;
import org.lkos.machine.Bytes;
import org.lkos.next.UserMemory;
import org.lkos.onload.OnloadExtensions.onload_ordered_epoll_event;
import org.lkos.posix.Errno;
import org.lkos.posix.SysEpoll;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** One event to tell of, 24 bytes, and the application's arrays that they go to. */
@Unmanaged
final class OrderedResult extends Structure {
    private static final long SECOND = 1_000_000_000L;

    long data;

    /** In nanoseconds, 0 for an event of no order. */
    long time;

    int events;
    int bytes;

    static void addUnordered(EpollSet set, long data, int events, int bytes) {
        add(set, data, events, bytes, 0);
        set.unordered = set.results;
    }

    /** The same for data of no order that is told as such only if there is none in order, or it could go before that. */
    static void addUncertain(EpollSet set, long data, int events, int bytes) {
        addUnordered(set, data, events, -bytes);
    }

    /** Decides of each result of the kind above. */
    static void settle(EpollSet set) {
        for (int i = 0; i < set.unordered; i++) {
            OrderedResult result = set.result(i).toStructure();
            if (result.bytes < 0) {
                boolean told = set.waiting == 0;
                result.events = told ? result.events : result.events & ~UnreadData.READABLE;
                result.bytes = told ? -result.bytes : 0;
            }
        }
    }

    static void add(EpollSet set, long data, int events, int bytes, long time) {
        OrderedResult result = set.result(set.results).toStructure();
        result.data = data;
        result.time = time;
        result.events = events;
        result.bytes = bytes;
        set.results++;
    }

    /** Tells {@code count} results from the number {@code first} on, at {@code place} of the application's arrays. */
    static void tell(EpollSet set, int first, int count, Address events, Address ordered) {
        for (int i = 0; i < count; i++) {
            OrderedResult result = set.result(first + i).toStructure();
            Address event = events.add((long) i * SysEpoll.sizeof_epoll_event());
            event.putInt(result.events);
            // The place of it may be odd.
            Bytes.copy(result.toAddress(), event.add(SysEpoll.offsetof_data()), 8);
            if (ordered != null) {
                onload_ordered_epoll_event entry =
                        ordered.add((long) i * onload_ordered_epoll_event.SIZE).toStructure();
                entry.tv_sec = result.time / SECOND;
                entry.tv_nsec = result.time % SECOND;
                entry.bytes = result.bytes;
            }
        }
    }

    /** 0, or -EFAULT if so many results cannot be told; what is there is overwritten. */
    static int checkRoom(int count, Address events, Address ordered) {
        long room = (long) count * SysEpoll.sizeof_epoll_event();
        long orderedRoom = (long) count * onload_ordered_epoll_event.SIZE;
        boolean writable = UserMemory.canBeOverwritten(events, room)
                && (ordered == null || UserMemory.canBeOverwritten(ordered, orderedRoom));
        return writable ? 0 : -Errno.EFAULT;
    }
}
