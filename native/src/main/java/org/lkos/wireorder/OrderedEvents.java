// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import org.lkos.emulation.Emulation;
import org.lkos.epollsets.EpollSet;
import org.lkos.epollsets.EpollSets;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.posix.Errno;
import org.lkos.posix.SysEpoll;
import org.lkos.posix.Time;
import org.lkos.posix.Time.timespec;
import org.lkos.timestamping.HeldStamping;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * {@code onload_ordered_epoll_wait} under emulation. All that has happened is collected, put in order and told; and where
 * nothing has, the real epoll_wait waits. Nothing is held while it does.
 */
@Unmanaged
public final class OrderedEvents {
    private static final int NO_EPOLL_SET = -4096;
    private static final int UNKNOWN_SET = -4097;
    private static final int LONGEST_EVENT = 16;
    private static final int LARGEST_COUNT = Integer.MAX_VALUE / LONGEST_EVENT;
    private static final long MILLISECOND = 1_000_000;

    /** How often data is looked at again that came too late to be in order: the clock may have been set back. */
    private static final int LOOKS = 64;

    private OrderedEvents() {}

    /** After {@code epoll_ctl} gave {@code result}, which is passed on. What sockets in sets receive has to have a time. */
    public static int setChanged(int result) {
        if (Emulation.isOn()) {
            HeldStamping.begin();
            return EpollSets.changed(result);
        }
        return result;
    }

    /** As the C function, errno included. */
    public static int await(int epfd, Address events, Address ordered, int maxevents, int timeout) {
        if (Confinement.isBegun()) {
            return UnorderedEvents.await(epfd, events, ordered, maxevents, timeout);
        }
        int savedErrno = Errno.get();
        HeldStamping.begin();
        long end = timeout < 0 ? Long.MAX_VALUE : now(Time.CLOCK_MONOTONIC) + timeout * MILLISECOND;
        int left = timeout;
        int ready = 1;
        while (ready > 0) {
            int told = tell(epfd, events, ordered, maxevents);
            if (told == UNKNOWN_SET) {
                return UnorderedEvents.await(epfd, events, ordered, maxevents, left);
            }
            if (told != 0 || left == 0) {
                Errno.set(savedErrno);
                return told == NO_EPOLL_SET ? -Errno.EINVAL : Errno.result(told);
            }
            Address one = StackMemory.allocate(LONGEST_EVENT, StackMemory.ALIGNED);
            ready = SysEpoll.epoll_wait(epfd, one, 1, left);
            left = timeout < 0 ? timeout : left(end);
        }
        if (ready == 0) {
            Errno.set(savedErrno);
        }
        return ready;
    }

    /** What there is to be told at once: how many events, or a negative errno, or one of the negative numbers above. */
    private static int tell(int epfd, Address events, Address ordered, int most) {
        EpollSet set = EpollSets.claim(epfd);
        if (set == null) {
            return -Errno.ENOMEM;
        }
        int told = 0;
        boolean late = true;
        for (int i = 0; told == 0 && late && i < LOOKS; i++) {
            long horizon = i < LOOKS - 1 ? now(Time.CLOCK_REALTIME) : Long.MAX_VALUE;
            int count = SysEpoll.epoll_poll(epfd, set.events(), set.capacity + 1);
            int status = status(set, count, most);
            if (status != 0) {
                EpollSets.release(set);
                return status;
            }
            boolean complete = count <= set.capacity;
            if (!complete || !ReadyMembers.examine(set, count, !mayBeIncomplete(set, i))) {
                set = EpollSets.renew(set);
            } else {
                told = WireOrder.tell(set, events, ordered, most, horizon);
                late = set.waiting > 0;
            }
        }
        EpollSets.release(set);
        return told;
    }

    /** Why there is nothing to be told, or 0. */
    private static int status(EpollSet set, int count, int most) {
        if (count < 0) {
            return NO_EPOLL_SET;
        }
        if (most <= 0 || most > LARGEST_COUNT || set.edgeTriggered != 0) {
            return -Errno.EINVAL;
        }
        if (set.status != 0) {
            return set.status == -Errno.ENOMEM ? set.status : UNKNOWN_SET;
        }
        return 0;
    }

    /** Listed anew once, a set is complete. */
    private static boolean mayBeIncomplete(EpollSet set, int look) {
        return look == 0 || !EpollSets.isCurrent(set);
    }

    private static int left(long end) {
        long left = end - now(Time.CLOCK_MONOTONIC);
        return left <= 0 ? 0 : (int) ((left + MILLISECOND - 1) / MILLISECOND);
    }

    private static long now(int clock) {
        timespec time = StackMemory.allocate(timespec.SIZE, StackMemory.ALIGNED).toStructure();
        long failed = Time.clock_gettime(clock, time.toAddress());
        return time.tv_sec * 1_000_000_000L + time.tv_nsec;
    }
}
