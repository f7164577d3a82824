// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerocopy;

import org.lkos.fd.SocketKind;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * How many datagrams may be received before the first of them is shown. One that a callback does not want to see yet,
 * because it ended the call before, is out of the kernel's hands then: neither {@code poll} nor {@code recv} finds it. So
 * a batch goes as far only as the callback has already gone in one call without ending it, and once it has ended one,
 * datagrams are received one by one.
 *
 * <p>What is known of a callback is noted beside the kind of the socket; another callback on it begins anew.
 *
 * <pre>
 *  55          16 15         14 13      12     0
 * +--------------+-------------+-------+--------+
 * | callback     | destination | ends  | run    |
 * +--------------+-------------+-------+--------+
 * </pre>
 */
@Unmanaged
final class Batching {
    /** A run as long as this counts for any length. */
    private static final int LONG_RUN = 4096;

    private static final long RUN = (1L << 13) - 1;
    private static final long ENDS = 1L << 13;
    private static final long DESTINATION = 3L << 14;
    private static final int CALLBACK_SHIFT = 16;

    private Batching() {}

    /** How many may be received, up to {@code most}, with so many shown or about to be; not even one if below 1. */
    static int limit(int fd, Address callback, int shown, int most) {
        long note = SocketKind.note(fd);
        if (!isOf(note, callback) || (note & ENDS) != 0) {
            return 0;
        }
        long run = note & RUN;
        // One more than it has gone on after: where that one ends the call, none is left.
        long left = run >= LONG_RUN ? most : run + 1 - shown;
        return left > most ? most : (int) left;
    }

    /** The callback has been shown this many in one call and not ended it. */
    static void ran(int fd, Address callback, int shown) {
        long note = SocketKind.note(fd);
        long known = isOf(note, callback) ? note : tag(callback) | note & DESTINATION;
        long run = shown > LONG_RUN ? LONG_RUN : shown;
        if ((known & RUN) < run) {
            SocketKind.setNote(fd, known & ~RUN | run);
        }
    }

    /** The callback has ended a call though there may have been more to show. */
    static void ended(int fd, Address callback) {
        long note = SocketKind.note(fd);
        SocketKind.setNote(fd, tag(callback) | note & DESTINATION | ENDS);
    }

    /** 0, or what {@link #setDestination} left. */
    static int destination(int fd) {
        return (int) ((SocketKind.note(fd) & DESTINATION) >> 14);
    }

    static void setDestination(int fd, int destination) {
        long note = SocketKind.note(fd);
        SocketKind.setNote(fd, note & ~DESTINATION | (long) destination << 14);
    }

    private static boolean isOf(long note, Address callback) {
        return note >>> CALLBACK_SHIFT == tag(callback) >>> CALLBACK_SHIFT;
    }

    /** 40 bits of its address: all that tell functions of one process apart. */
    private static long tag(Address callback) {
        return (callback.toLong() & (1L << 40) - 1) << CALLBACK_SHIFT;
    }
}
