// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * What is known of one descriptor, 64 bytes.
 *
 * <pre>
 *  0          8      12      16      20         24         52        56          60              64
 * +----------+------+-------+-------+----------+----------+---------+-----------+---------------+
 * | identity | kind | marks | stack | endpoint | its name | watcher | busy poll | other watcher |
 * +----------+------+-------+-------+----------+----------+---------+-----------+---------------+
 * </pre>
 *
 * {@code identity} tells whether the descriptor is still what it was; 0 means that nothing is known. {@code watcher} is the
 * epoll descriptor that it was added to last, plus 1, and {@code otherWatcher} the one before; {@code busyPoll} is what
 * {@link BusyPoll} set.
 */
@Unmanaged
final class Endpoint extends Structure {
    static final int SIZE = 64;

    static final int TCP = 1;
    static final int UDP = 2;
    static final int PIPE = 3;

    private static final int ACCELERATED = 1;
    private static final int ACCEPTED = 2;
    private static final int NAME = 24;

    long identity;
    int kind;
    int marks;
    int stack;
    int endpoint;
    long name0;
    long name8;
    long name16;
    int name24;
    int watcher;
    int busyPoll;
    int otherWatcher;

    /** The name of its stack, up to 25 characters and NUL. */
    Address name() {
        return toAddress().add(NAME);
    }

    boolean isAccelerated() {
        return (marks & ACCELERATED) != 0;
    }

    void setAccelerated(boolean accelerated) {
        marks = accelerated ? marks | ACCELERATED : marks & ~ACCELERATED;
    }

    boolean isAccepted() {
        return (marks & ACCEPTED) != 0;
    }

    void setAccepted() {
        marks |= ACCEPTED;
    }

    void watchedBy(int epfd) {
        if (watcher != epfd + 1) {
            otherWatcher = watcher;
            watcher = epfd + 1;
        }
    }

    void leftBy(int epfd) {
        if (otherWatcher == epfd + 1) {
            otherWatcher = 0;
        }
        if (watcher == epfd + 1) {
            watcher = otherWatcher;
            otherWatcher = 0;
        }
    }

    void forgetWatchers() {
        watcher = 0;
        otherWatcher = 0;
    }

    /** The identity comes last: who finds it there finds all of the rest. */
    void copyFrom(Endpoint other) {
        Atomics.storeLongRelease(toAddress(), 0);
        for (long i = SIZE - 8; i > 0; i -= 8) {
            long word = other.toAddress().add(i).getLong();
            toAddress().add(i).putLong(word);
        }
        long first = other.toAddress().getLong();
        Atomics.storeLongRelease(toAddress(), first);
    }
}
