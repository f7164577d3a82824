// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import static org.lkos.posix.SysEpoll.EPOLLERR;
import static org.lkos.posix.SysEpoll.EPOLLOUT;
import static org.lkos.posix.SysEpoll.EPOLLPRI;
import static org.lkos.posix.SysEpoll.EPOLLRDBAND;
import static org.lkos.posix.SysEpoll.EPOLLWRBAND;
import static org.lkos.posix.SysEpoll.EPOLLWRNORM;

import org.lkos.epollsets.EpollSet;
import org.lkos.epollsets.SetMember;
import org.lkos.onload.OnloadExtensions.onload_ordered_epoll_event;
import org.lkos.posix.SysEpoll;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The events of a set in the order of the wire. After each, the reader is taken to have read what {@code bytes} allowed,
 * and no event follows that is later than what was left unread by then. Events of no order come first.
 */
@Unmanaged
final class WireOrder {
    /** What may be told although data of the same member has to wait. */
    private static final int OF_NO_DATA = EPOLLOUT | EPOLLWRNORM | EPOLLWRBAND | EPOLLPRI | EPOLLRDBAND | EPOLLERR;

    private WireOrder() {}

    /**
     * Writes results to the application's arrays.
     *
     * @param horizon what came later may have been overtaken by what has not been seen
     * @return how many, or a negative errno
     */
    static int tell(EpollSet set, Address events, Address ordered, int most, long horizon) {
        int unordered = countUnordered(set, most);
        int rest = most - unordered;
        OrderedResult.settle(set);
        int first = set.results;
        addOrdered(set, rest, horizon);
        addWaiting(set, first + rest);
        int inOrder = set.results - first;
        int count = unordered + inOrder;
        int status = count == 0 ? 0 : OrderedResult.checkRoom(count, events, ordered);
        if (status < 0 || count == 0) {
            return status;
        }
        tellUnordered(set, unordered, events, ordered);
        OrderedResult.tell(set, first, inOrder, at(events, unordered), atOrdered(ordered, unordered));
        set.turn++;
        return count;
    }

    /** Where there is no room for all, one place is kept for what is in order; a single one is given to either in turn. */
    private static int countUnordered(EpollSet set, int most) {
        int wanted = set.unordered < most ? set.unordered : most;
        if (wanted < most || set.waiting == 0) {
            return wanted;
        }
        if (most > 1) {
            return most - 1;
        }
        return set.turn & 1;
    }

    private static void addOrdered(EpollSet set, int room, long horizon) {
        int left = room;
        long unread = horizon;
        while (left > 0 && ArrivalHeap.earliest(set) <= unread) {
            int index = ArrivalHeap.takeEarliest(set);
            SetMember member = set.member(index);
            long next = ArrivalHeap.earliest(set);
            left--;
            if (member.kind == SetMember.STREAM) {
                ReadableBytes.limitStream(set, index, next < unread ? next : unread);
            } else {
                ReadableBytes.limitDatagrams(member, left > 0 && next <= unread);
            }
            OrderedResult.add(set, member.data, member.events, member.bytes, member.first);
            unread = member.rest < unread ? member.rest : unread;
        }
    }

    /** Of those whose data has to wait, what else happened to them. */
    private static void addWaiting(EpollSet set, int end) {
        for (int i = 0; i < set.waiting && set.results < end; i++) {
            SetMember member = set.member(ArrivalHeap.number(set, i));
            int events = member.events & OF_NO_DATA;
            if (events != 0) {
                OrderedResult.add(set, member.data, events, 0, 0);
            }
        }
    }

    /** Begins with another one each time, if they do not all fit. */
    private static void tellUnordered(EpollSet set, int count, Address events, Address ordered) {
        // A single place is theirs every other time.
        int start = count < set.unordered ? Integer.remainderUnsigned(set.turn >>> 1, set.unordered) : 0;
        int behind = set.unordered - start;
        int firsts = count < behind ? count : behind;
        OrderedResult.tell(set, start, firsts, events, ordered);
        OrderedResult.tell(set, 0, count - firsts, at(events, firsts), atOrdered(ordered, firsts));
    }

    private static Address at(Address events, int number) {
        return events.add((long) number * SysEpoll.sizeof_epoll_event());
    }

    private static Address atOrdered(Address ordered, int number) {
        return ordered == null ? ordered : ordered.add((long) number * onload_ordered_epoll_event.SIZE);
    }
}
