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
 *  0          8      12      16      20         24         52          56         64
 * +----------+------+-------+-------+----------+----------+-----------+----------+
 * | identity | kind | marks | stack | endpoint | its name | busy poll | not used |
 * +----------+------+-------+-------+----------+----------+-----------+----------+
 * </pre>
 *
 * {@code identity} tells whether the descriptor is still what it was; 0 means that nothing is known. {@code busyPoll} is
 * what {@link BusyPoll} set. The marks of {@link Watchers} hold whatever the identity is.
 */
@Unmanaged
final class Endpoint extends Structure {
    static final int SIZE = 64;

    static final int TCP = 1;
    static final int UDP = 2;
    static final int PIPE = 3;

    private static final int ACCELERATED = 1;
    private static final int ACCEPTED = 2;
    private static final int WATCHED = 4;
    private static final int SET = 8;
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
    int busyPoll;
    int pad0;
    int pad1;

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

    /** What was said of the listener but whether it is accelerated is not said of what it accepts. */
    void setAccepted() {
        marks = marks & ACCELERATED | ACCEPTED;
    }

    /** Whether it was ever added to an epoll set. */
    boolean wasWatched() {
        return (marks & WATCHED) != 0;
    }

    void setWatched() {
        marks |= WATCHED;
    }

    /** Whether the descriptor was an epoll set when one was last added to by its number. */
    boolean isSet() {
        return (marks & SET) != 0;
    }

    void setSet() {
        marks |= SET;
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
