// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import org.lkos.epollsets.EpollSet;
import org.lkos.epollsets.MemberFile;
import org.lkos.epollsets.SetMember;
import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.posix.Poll.pollfd;
import org.lkos.posix.SysEpoll;
import org.lkos.posix.SysSyscall;
import org.lkos.posix.Time.timespec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The members behind events that epoll_wait told of by their user data. Members with the same user data are polled, to see
 * which of them it was.
 */
@Unmanaged
final class ReadyMembers {
    private ReadyMembers() {}

    /**
     * Looks at what has happened.
     *
     * @param complete whether an event that no member explains is one of a member that is gone
     * @return false where there is such an event and the set may not be complete
     */
    static boolean examine(EpollSet set, int count, boolean complete) {
        set.round++;
        set.results = 0;
        set.unordered = 0;
        set.waiting = 0;
        for (int i = 0; i < count; i++) {
            Address event = set.event(i);
            int events = event.getInt();
            long data = data(event);
            int index = set.find(data);
            if (index < 0 && !complete) {
                return false;
            }
            if (index < 0) {
                OrderedResult.addUnordered(set, data, events, 0);
            } else if (set.nextLike(index) < 0) {
                UnreadData.examine(set, index, events);
            } else {
                examineAlike(set, index, events);
            }
        }
        return true;
    }

    /**
     * Once in a round, for any number of events of theirs. If it was none that this process has a descriptor of, it was one
     * that another process has: it is told of as any that cannot be reached.
     */
    private static void examineAlike(EpollSet set, int first, int events) {
        SetMember firstMember = set.member(first);
        if (firstMember.round == set.round) {
            return;
        }
        firstMember.round = set.round;
        int count = preparePolls(set, first);
        timespec now = StackMemory.allocate(timespec.SIZE, StackMemory.ALIGNED).toStructure();
        now.tv_sec = 0;
        now.tv_nsec = 0;
        long ready = SysSyscall.ppoll(set.polls(), count, now.toAddress());
        if (ready <= 0 && isOneUnreached(set, count)) {
            OrderedResult.addUnordered(set, firstMember.data, events, 0);
        }
        int at = 0;
        for (int index = first; index >= 0 && ready > 0; index = set.nextLike(index)) {
            pollfd poll = poll(set, at);
            int happened = poll.revents & (member(set, index).interest | SysEpoll.EPOLLERR | SysEpoll.EPOLLHUP);
            if (happened != 0) {
                UnreadData.examine(set, index, happened);
            }
            at++;
        }
    }

    /** How many there are. */
    private static int preparePolls(EpollSet set, int first) {
        int count = 0;
        for (int index = first; index >= 0; index = set.nextLike(index)) {
            SetMember member = set.member(index);
            pollfd poll = poll(set, count);
            poll.fd = MemberFile.find(member) ? member.fd : -1;
            poll.events = (short) member.interest;
            poll.revents = 0;
            count++;
        }
        return count;
    }

    private static boolean isOneUnreached(EpollSet set, int count) {
        boolean unreached = false;
        for (int i = 0; i < count; i++) {
            pollfd poll = poll(set, i);
            unreached |= poll.fd < 0;
        }
        return unreached;
    }

    private static SetMember member(EpollSet set, int index) {
        return set.member(index);
    }

    private static pollfd poll(EpollSet set, int number) {
        return set.polls().add((long) number * pollfd.SIZE).toStructure();
    }

    private static long data(Address event) {
        Address data = StackMemory.allocate(8, StackMemory.ALIGNED);
        // The place of it may be odd.
        Bytes.copy(event.add(SysEpoll.offsetof_data()), data, 8);
        return data.getLong();
    }
}
