// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import org.lkos.machine.Atomics;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The filters of this process, by the cookie of their sockets: the kernel's number for a socket, which no other ever has.
 * A filter that takes another's place is there before that one goes. Nobody tells us of a socket that is closed, so its
 * filter stays until the room is needed; it is never found.
 */
@Unmanaged
@StaticInit
final class FilterTable {
    /** How many sockets can have a filter at a time. */
    private static final int CAPACITY = 4096;

    /** Descriptors that are looked at when the room is needed. */
    private static final int DESCRIPTORS = 1 << 16;

    private static long lastNumber;
    private static int used;
    private static int generation;

    private FilterTable() {}

    /** Changes each time a filter is there that was not, before the one in whose place it is goes. */
    static int generation() {
        return Atomics.loadAcquire(addressOf(generation));
    }

    /** 0, or -ENOMEM if there are too many. */
    static int put(int fd, long cookie, Address function, Address argument) {
        FilterSlot slot = claim();
        if (slot == null) {
            sweep();
            slot = claim();
        }
        if (slot == null) {
            return -Errno.ENOMEM;
        }
        slot.cookie = cookie;
        slot.function = function;
        slot.argument = argument;
        slot.fd = fd;
        slot.destination = SharedDestination.UNKNOWN;
        long number = Atomics.incrementLong(addressOf(lastNumber)) + 1;
        slot.publish(number);
        int former = Atomics.increment(addressOf(generation));
        removeBefore(number, cookie);
        return 0;
    }

    /** Removes what has been set until now. */
    static void remove(long cookie) {
        long number = Atomics.incrementLong(addressOf(lastNumber)) + 1;
        removeBefore(number, cookie);
    }

    /** The index of a socket's filter, which is read, or -1. */
    static int find(long cookie, Filter filter) {
        int index = -1;
        int before = generation();
        int after = before - 1;
        while (index < 0 && after != before) {
            before = generation();
            index = newest(cookie);
            if (index >= 0 && !slot(index).read(cookie, filter)) {
                index = -1;
            }
            after = generation();
        }
        return index;
    }

    static FilterSlot slot(int index) {
        return table().add((long) index * FilterSlot.SIZE).toStructure();
    }

    private static int newest(long cookie) {
        int count = Atomics.loadAcquire(addressOf(used));
        int found = -1;
        long newest = 0;
        for (int i = 0; i < count; i++) {
            FilterSlot slot = slot(i);
            long number = slot.number();
            if (number > newest && slot.cookie == cookie && slot.stillHolds(number)) {
                newest = number;
                found = i;
            }
        }
        return found;
    }

    private static void removeBefore(long newer, long cookie) {
        int count = Atomics.loadAcquire(addressOf(used));
        for (int i = 0; i < count; i++) {
            FilterSlot slot = slot(i);
            long number = slot.number();
            if (number > 0 && number < newer && slot.cookie == cookie) {
                slot.clear(number);
            }
        }
    }

    private static FilterSlot claim() {
        for (int i = 0; i < CAPACITY; i++) {
            FilterSlot slot = slot(i);
            if (slot.number == 0 && slot.claim()) {
                raiseUsed(i + 1);
                return slot;
            }
        }
        return Address.fromLong(0).toStructure();
    }

    private static void raiseUsed(int count) {
        int now = Atomics.loadAcquire(addressOf(used));
        while (now < count && !Atomics.replace(addressOf(used), now, count)) {
            now = Atomics.loadAcquire(addressOf(used));
        }
    }

    /** Empties the slots of sockets that no descriptor leads to any more, as far as descriptors are looked at. */
    private static void sweep() {
        for (int fd = 0; fd < DESCRIPTORS; fd++) {
            long cookie = NextOptions.getLong(fd, SysSocket.SO_COOKIE);
            int found = cookie == 0 ? -1 : newest(cookie);
            if (found >= 0) {
                slot(found).fd = fd;
            }
        }
        for (int i = 0; i < CAPACITY; i++) {
            FilterSlot slot = slot(i);
            long number = slot.number();
            long cookie = number > 0 ? NextOptions.getLong(slot.fd, SysSocket.SO_COOKIE) : 0;
            if (number > 0 && cookie != slot.cookie) {
                slot.clear(number);
            }
        }
    }

    @NoSideEffects
    private static Address table() {
        return slots();
    }

    @Import(name = "LKOS_TABLE(4096 * 64)")
    @Variable
    private static native Address slots();

    @Import(name = "&")
    private static native Address addressOf(long field);

    @Import(name = "&")
    private static native Address addressOf(int field);
}
