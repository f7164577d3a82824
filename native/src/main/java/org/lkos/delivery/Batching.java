// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.fd.SocketCookie;
import org.lkos.fd.SocketKind;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * How many datagrams may be received before the first of them is shown. One that a callback does not want to see yet,
 * because it ended the call before, is out of the kernel's hands then: neither {@code poll} nor {@code recv} finds it. So
 * datagrams are received one by one until the callback has seen many and not ended a call; after that a batch goes as far
 * only as it has already gone in one call. Once it has ended one, they are received one by one for good.
 *
 * <p>What is known of a callback is noted beside the kind of the socket; another callback on it begins anew.
 *
 * <pre>
 *  60       31 30          29     16 15         14 13     12     0
 * +-----------+-----------+---------+-------------+------+--------+
 * | callback  | under way | seen    | destination | ends | run    |
 * +-----------+-----------+---------+-------------+------+--------+
 * </pre>
 */
@Unmanaged
final class Batching {
    /** As many as this, and nobody counts any more. */
    private static final int MANY = 8192;

    /** A run as long as this counts for any length. */
    private static final int LONG_RUN = 4096;

    private static final long RUN = (1L << 13) - 1;
    private static final long ENDS = 1L << 13;
    private static final int DESTINATION_SHIFT = 14;
    private static final long DESTINATION = 3L << DESTINATION_SHIFT;
    private static final int SEEN_SHIFT = 16;
    private static final long SEEN = (1L << 14) - 1 << SEEN_SHIFT;
    private static final long UNDER_WAY = 1L << 30;
    private static final int CALLBACK_SHIFT = 31;

    private Batching() {}

    /** How many may be received, up to {@code most}, with so many shown or about to be; not even one if below 1. */
    static int limit(int fd, Address callback, int shown, int most) {
        long note = SocketKind.note(fd);
        boolean trusted = isOf(note, callback) && (note & ENDS) == 0 && seen(note) >= MANY;
        if (!trusted) {
            return 0;
        }
        long run = note & RUN;
        // One more than it has gone on after: where that one ends the call, none is left.
        long left = run >= LONG_RUN ? most : run + 1 - shown;
        return left > most ? most : (int) left;
    }

    /** The callback has been shown some more, {@code shown} in this call, and not ended it. */
    static void ran(int fd, Address callback, int shown, int more) {
        long note = SocketKind.note(fd);
        long known = isOf(note, callback) ? note : tag(callback) | note & (DESTINATION | UNDER_WAY);
        long seen = least(seen(known) + more, MANY);
        long run = least(shown, LONG_RUN);
        long longest = (known & RUN) < run ? run : known & RUN;
        long noted = known & ~(RUN | SEEN) | seen << SEEN_SHIFT | longest;
        if (noted != note) {
            SocketKind.setNote(fd, noted);
        }
    }

    /** The callback has ended a call though there may have been more to show. */
    static void ended(int fd, Address callback) {
        long note = SocketKind.note(fd);
        SocketKind.setNote(fd, tag(callback) | note & (DESTINATION | UNDER_WAY) | ENDS);
    }

    /** A callback has left a call amid a batch. */
    static void left(int fd) {
        SocketKind.setNote(fd, SocketKind.note(fd) | ENDS);
    }

    /** A message is going to be shown before others of a lane; if its callback never returns, they are to be found. */
    static void begin(Lane lane, int fd) {
        lane.cookie = SocketCookie.of(fd);
        long note = SocketKind.note(fd);
        if ((note & UNDER_WAY) == 0) {
            SocketKind.setNote(fd, note | UNDER_WAY);
        }
    }

    static void end(int fd) {
        long note = SocketKind.note(fd);
        if ((note & UNDER_WAY) != 0) {
            SocketKind.setNote(fd, note & ~UNDER_WAY);
        }
    }

    /** Whether a batch is being shown, or was when a callback left. */
    static boolean isUnderWay(int fd) {
        return (SocketKind.note(fd) & UNDER_WAY) != 0;
    }

    /** 0, or what {@link #setDestination} left. */
    static int destination(int fd) {
        return (int) ((SocketKind.note(fd) & DESTINATION) >> DESTINATION_SHIFT);
    }

    static void setDestination(int fd, int destination) {
        long note = SocketKind.note(fd);
        SocketKind.setNote(fd, note & ~DESTINATION | (long) destination << DESTINATION_SHIFT);
    }

    private static long seen(long note) {
        return (note & SEEN) >> SEEN_SHIFT;
    }

    private static long least(long a, long b) {
        return a < b ? a : b;
    }

    private static boolean isOf(long note, Address callback) {
        return note >>> CALLBACK_SHIFT == tag(callback) >>> CALLBACK_SHIFT;
    }

    /** 30 bits of its address, which tell functions of one process apart. */
    private static long tag(Address callback) {
        return (callback.toLong() & 0x3fffffffL) << CALLBACK_SHIFT;
    }
}
