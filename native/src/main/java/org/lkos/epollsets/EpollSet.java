// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.epollsets;

import org.lkos.emulation.OwnMemory;
import org.lkos.posix.Poll.pollfd;
import org.lkos.posix.SysEpoll;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * The members of an epoll set, found by their user data, and room for a look at it. Owned by one thread at a time.
 *
 * <pre>
 * +--------+---------+-------+------+--------+---------+-------+-----------+
 * | header | members | index | heap | events | results | polls | histories |
 * +--------+---------+-------+------+--------+---------+-------+-----------+
 * </pre>
 *
 * There is one event more than members, so that all of them being there tells of members not known yet.
 */
@Unmanaged
public final class EpollSet extends Structure {
    public static final int RESULT_SIZE = 24;
    public static final int HISTORY = 64;
    public static final int ARRIVAL_SIZE = 16;
    static final int SMALLEST = 64;

    private static final int HEADER = 64;
    private static final int EVENT_SIZE = 16;

    public long size;

    /** Members that there is room for, a power of two, and members. */
    public int capacity;

    public int count;

    /** How many changes of sets there had been when it was listed. */
    int changes;

    /** 0, or the negative errno with which listing failed. */
    public int status;

    /** The descriptor it is the set of. */
    int epfd;

    /** Where it is kept, or -1. */
    int slot;

    /** Whether a member is not level-triggered. */
    public int edgeTriggered;

    public int round;

    /** How many members are in the heap. */
    public int waiting;

    /** How many results there are, and how many of them are of no order. */
    public int results;

    public int unordered;

    /** Whose turn it is, where not all results can be told at once. */
    public int turn;

    /** Room for so many members; null where there is no memory. */
    static EpollSet map(int capacity) {
        long size = sizeFor(capacity);
        Address memory = OwnMemory.map(size);
        EpollSet set = memory.toStructure();
        if (set != null) {
            set.size = size;
            set.capacity = capacity;
        }
        return set;
    }

    void unmap() {
        OwnMemory.unmap(toAddress(), size);
    }

    private static long sizeFor(int capacity) {
        long each = SetMember.SIZE + 2 * 4 + 4 + EVENT_SIZE + 2 * RESULT_SIZE + pollfd.SIZE + HISTORY * ARRIVAL_SIZE;
        return HEADER + EVENT_SIZE + 2 * RESULT_SIZE + capacity * each;
    }

    public SetMember member(int index) {
        return toAddress().add(HEADER + (long) index * SetMember.SIZE).toStructure();
    }

    /** Ints, as many as members. */
    public Address heap() {
        return index().add(capacity * 8L);
    }

    /** What epoll_wait writes. */
    public Address events() {
        return heap().add(capacity * 4L);
    }

    public Address event(int number) {
        return events().add((long) number * SysEpoll.sizeof_epoll_event());
    }

    public Address result(int number) {
        long place = EVENT_SIZE * (capacity + 1L) + (long) number * RESULT_SIZE;
        return events().add(place);
    }

    /** An array of {@code pollfd}. */
    public Address polls() {
        return result(2 * capacity + 2);
    }

    /** When the bytes of a stream came, as far as they were ever looked at. */
    public Address history(int index) {
        long place = capacity * (long) pollfd.SIZE + (long) index * HISTORY * ARRIVAL_SIZE;
        return polls().add(place);
    }

    /** The first member with this user data, or -1. */
    public int find(long data) {
        return from(bucket(data).getInt() - 1, data);
    }

    /** The next one with the user data of this one, or -1. */
    public int nextLike(int index) {
        SetMember member = member(index);
        return from(member.next - 1, member.data);
    }

    /** Puts the last member into the index. */
    void indexLast() {
        SetMember member = member(count - 1);
        Address bucket = bucket(member.data);
        member.next = bucket.getInt();
        bucket.putInt(count);
    }

    private int from(int start, long data) {
        int index = start;
        while (index >= 0) {
            SetMember member = member(index);
            if (member.data == data) {
                return index;
            }
            index = member.next - 1;
        }
        return -1;
    }

    private Address bucket(long data) {
        long mixed = (data ^ data >>> 32) * 0x9e3779b97f4a7c15L;
        long number = mixed >>> 32 & 2L * capacity - 1;
        return index().add(number * 4);
    }

    private Address index() {
        return toAddress().add(HEADER + (long) capacity * SetMember.SIZE);
    }
}
