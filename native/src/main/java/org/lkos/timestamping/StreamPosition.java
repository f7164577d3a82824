// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import org.lkos.machine.Atomics;
import org.lkos.next.NextOptions;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * How far the stamps of a stream have come. The kernel numbers them by the stream's last byte that each is for, counted
 * from the request; Onload tells the length of each piece, which is the difference. Any descriptor of the socket may be
 * asked, in any process forked from the one that made the request, so positions are kept by the socket's cookie, and
 * {@link SharedPage} holds them; the place of each is remembered by descriptor.
 *
 * <pre>
 *  0          8          12         16
 * +----------+----------+----------+
 * | cookie   | position | tenancy  |
 * +----------+----------+----------+
 * </pre>
 *
 * When all places are taken, a socket takes that of another; {@code tenancy} tells whether a place changed hands.
 */
@Unmanaged
public final class StreamPosition {
    public static final int REPEATED = -1;

    private static final int DESCRIPTORS = 1 << 16;
    private static final int SIZE = 16;
    private static final int PLACES = SharedPage.POSITIONS_SIZE / SIZE;
    private static final int POSITION = 8;
    private static final int TENANCY = 12;
    private static final int PLACE_BITS = 8;

    private StreamPosition() {}

    /** The stream's numbers begin here. */
    public static void reset(int fd) {
        forget(fd);
        long cookie = NextOptions.getLong(fd, SysSocket.SO_COOKIE);
        int place = find(cookie);
        Atomics.storeRelaxed(position(place < 0 ? take(cookie) : place), 0);
    }

    /**
     * The bytes from the last stamp's to the one numbered {@code last}, which is included; 0 where that is forgotten,
     * {@link #REPEATED} where the kernel stamped what it had to send again.
     */
    public static int advance(int fd, int last) {
        int end = last + 1;
        int place = recall(fd);
        boolean known = place >= 0;
        if (!known) {
            long cookie = NextOptions.getLong(fd, SysSocket.SO_COOKIE);
            place = find(cookie);
            known = place >= 0;
            place = known ? place : take(cookie);
            remember(fd, place);
        }
        Address position = position(place);
        int former;
        do {
            former = Atomics.loadRelaxed(position);
            if (known && end - former <= 0) {
                return REPEATED;
            }
        } while (!Atomics.replace(position, former, end));
        return known ? end - former : 0;
    }

    /** The descriptor may be another socket now. */
    static void forget(int fd) {
        if (isCovered(fd)) {
            Atomics.storeRelaxed(memory(fd), 0);
        }
    }

    /** The place of a socket, or -1. */
    private static int find(long cookie) {
        int place = 0;
        while (place < PLACES && slot(place).getLong() != cookie) {
            place++;
        }
        return place < PLACES && cookie != 0 ? place : -1;
    }

    /** A place for a socket that has none: one never used, or one of its choice. */
    private static int take(long cookie) {
        int place = 0;
        while (place < PLACES && slot(place).getLong() != 0) {
            place++;
        }
        place = place < PLACES ? place : (int) Long.remainderUnsigned(cookie, PLACES);
        int tenancy = Atomics.increment(slot(place).add(TENANCY));
        slot(place).putLong(cookie);
        return place;
    }

    private static void remember(int fd, int place) {
        if (isCovered(fd)) {
            int tenancy = Atomics.loadRelaxed(slot(place).add(TENANCY));
            Atomics.storeRelaxed(memory(fd), tenancy << PLACE_BITS | place + 1);
        }
    }

    /** The place that is remembered of a descriptor and still its socket's, or -1. */
    private static int recall(int fd) {
        int known = isCovered(fd) ? Atomics.loadRelaxed(memory(fd)) : 0;
        int place = (known & (1 << PLACE_BITS) - 1) - 1;
        if (place < 0) {
            return -1;
        }
        int tenancy = Atomics.loadRelaxed(slot(place).add(TENANCY));
        return tenancy << PLACE_BITS == (known & -(1 << PLACE_BITS)) ? place : -1;
    }

    private static boolean isCovered(int fd) {
        return Integer.compareUnsigned(fd, DESCRIPTORS) < 0;
    }

    private static Address slot(int place) {
        return SharedPage.positions().add((long) place * SIZE);
    }

    private static Address position(int place) {
        return slot(place).add(POSITION);
    }

    private static Address memory(int fd) {
        return places().add((long) fd * 4);
    }

    @NoSideEffects
    private static Address places() {
        return placesTable();
    }

    @Import(name = "LKOS_TABLE((1 << 16) * 4)")
    @Variable
    private static native Address placesTable();
}
