// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * A place in {@link FilterTable}. Its number tells what is in it: 0 nothing, -1 something that is being written, else the
 * filter set as the so manieth, which never changes: a reader that finds the same number before and after has read one
 * filter.
 */
@Unmanaged
final class FilterSlot extends Structure {
    static final int SIZE = 64;

    private static final long EMPTY = 0;
    private static final long BEING_WRITTEN = -1;

    long number;
    long cookie;
    Address function;
    Address argument;

    /** A descriptor that the socket had when it was last seen. */
    int fd;

    /** What {@link SharedDestination} found out of it. */
    int destination;

    long pad0;
    long pad1;
    long pad2;

    /** What is in it: positive for a filter. */
    long number() {
        return Atomics.loadLongAcquire(toAddress());
    }

    boolean claim() {
        return Atomics.replaceLong(toAddress(), EMPTY, BEING_WRITTEN);
    }

    /** Ends a claim. */
    void publish(long newNumber) {
        Atomics.storeLongRelease(toAddress(), newNumber);
    }

    /** Empties it, if it still holds that filter. */
    void clear(long oldNumber) {
        boolean cleared = Atomics.replaceLong(toAddress(), oldNumber, EMPTY);
    }

    /** Whether it holds the filter of this socket, which is read then. */
    boolean read(long wanted, Filter filter) {
        long before = number();
        filter.slot = this;
        filter.number = before;
        filter.function = function;
        filter.argument = argument;
        boolean same = cookie == wanted;
        return before > 0 && same && stillHolds(before);
    }

    /** Whether what was read of it since it was found to hold a filter is that filter's. */
    boolean stillHolds(long filter) {
        Atomics.fenceAcquire();
        return number() == filter;
    }
}
