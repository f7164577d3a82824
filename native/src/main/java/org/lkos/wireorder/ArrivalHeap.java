// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import org.lkos.epollsets.EpollSet;
import org.lkos.epollsets.SetMember;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The members of a set whose data has a time, the earliest first: a binary heap of their numbers. */
@Unmanaged
final class ArrivalHeap {
    private ArrivalHeap() {}

    static void add(EpollSet set, int index) {
        int at = set.waiting;
        set.waiting++;
        long time = time(set, index);
        int parent = (at - 1) / 2;
        while (at > 0 && time < time(set, number(set, parent))) {
            put(set, at, number(set, parent));
            at = parent;
            parent = (at - 1) / 2;
        }
        put(set, at, index);
    }

    /** The time of the earliest one, or {@link Long#MAX_VALUE} where there is none. */
    static long earliest(EpollSet set) {
        return set.waiting == 0 ? Long.MAX_VALUE : time(set, number(set, 0));
    }

    /** Takes the earliest one out. */
    static int takeEarliest(EpollSet set) {
        int earliest = number(set, 0);
        set.waiting--;
        int last = number(set, set.waiting);
        long time = time(set, last);
        int at = 0;
        int child = earlierChild(set, at);
        while (child >= 0 && time(set, number(set, child)) < time) {
            put(set, at, number(set, child));
            at = child;
            child = earlierChild(set, at);
        }
        put(set, at, last);
        return earliest;
    }

    static int number(EpollSet set, int at) {
        return set.heap().add(at * 4L).getInt();
    }

    /** -1 where there is none. */
    private static int earlierChild(EpollSet set, int at) {
        int left = 2 * at + 1;
        int right = left + 1;
        if (left >= set.waiting) {
            return -1;
        }
        boolean rightIsEarlier = right < set.waiting && time(set, number(set, right)) < time(set, number(set, left));
        return rightIsEarlier ? right : left;
    }

    private static long time(EpollSet set, int index) {
        SetMember member = set.member(index);
        return member.first;
    }

    private static void put(EpollSet set, int at, int index) {
        Address place = set.heap().add(at * 4L);
        place.putInt(index);
    }
}
