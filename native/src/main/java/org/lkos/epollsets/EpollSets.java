// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.epollsets;

import org.lkos.machine.Atomics;
import org.lkos.machine.Bytes;
import org.lkos.posix.Errno;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.SharedPage;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The sets that were waited for, kept in a few places. A list holds until a set is changed, by anyone in this process or
 * those it shares sets with by fork, or until the descriptor is made anew. What a change by other means leaves behind is
 * an event that no member explains.
 *
 * <pre>
 *  0         8      12      16
 * +---------+------+-------+
 * | its set | epfd | owned |
 * +---------+------+-------+
 * </pre>
 */
@Unmanaged
@StaticInit
public final class EpollSets {
    private static final int PLACES = 64;
    private static final int PLACE_SIZE = 16;
    private static final int EPFD = 8;
    private static final int OWNED = 12;

    private static int lastTaken;

    private EpollSets() {}

    /** After a call that changed a set. The result is passed on. */
    public static int changed(int result) {
        if (result == 0) {
            int before = Atomics.increment(SharedPage.changesOfSets());
        }
        return result;
    }

    /** The set of a descriptor, ours until {@link #release}; null where there is no memory. */
    public static EpollSet claim(int epfd) {
        int slot = own(epfd);
        EpollSet set = slot < 0 ? none() : place(slot).getAddress().toStructure();
        if (set != null && set.epfd == epfd && isCurrent(set)) {
            return set;
        }
        return list(set, epfd, slot);
    }

    /** The same set, listed anew. */
    public static EpollSet renew(EpollSet set) {
        return list(set, set.epfd, set.slot);
    }

    public static void release(EpollSet set) {
        int slot = set.slot;
        if (slot < 0) {
            set.unmap();
        } else {
            Atomics.storeRelease(place(slot).add(OWNED), 0);
        }
    }

    /** Gives all lists' memory back. Done when the library is unloaded. */
    public static void unmap() {
        for (int i = 0; i < PLACES; i++) {
            EpollSet set = place(i).getAddress().toStructure();
            if (set != null) {
                place(i).putLong(0);
                set.unmap();
            }
        }
    }

    public static boolean isCurrent(EpollSet set) {
        int changes = Atomics.loadAcquire(SharedPage.changesOfSets());
        return set.status == 0 && set.changes == changes && KnownRequests.isRemembered(set.epfd);
    }

    /** A place of ours: the descriptor's own, or else any other; -1 where all are taken. */
    private static int own(int epfd) {
        for (int i = 0; i < PLACES; i++) {
            Address place = place(i);
            if (place.getLong() != 0 && place.add(EPFD).getInt() == epfd && take(place)) {
                return i;
            }
        }
        int start = lastTaken + 1;
        for (int i = 0; i < PLACES; i++) {
            int slot = start + i & PLACES - 1;
            if (take(place(slot))) {
                lastTaken = slot;
                return slot;
            }
        }
        return -1;
    }

    private static boolean take(Address place) {
        return Atomics.loadRelaxed(place.add(OWNED)) == 0 && Atomics.exchangeAcquire(place.add(OWNED), 1) == 0;
    }

    /** A new list in the place of the former one, or that one with the errno of what went wrong. */
    private static EpollSet list(EpollSet former, int epfd, int slot) {
        boolean same = former != null && former.epfd == epfd;
        EpollSet set = listAll(epfd, same ? former.capacity : EpollSet.SMALLEST);
        if (set == null) {
            return failed(former, slot);
        }
        set.slot = slot;
        if (same) {
            carryOver(former, set);
        }
        if (former != null) {
            former.unmap();
        }
        if (slot >= 0) {
            place(slot).add(EPFD).putInt(epfd);
            place(slot).putLong(set.toAddress().toLong());
        }
        return set;
    }

    /** A list with room for all, or null where there is no memory. */
    private static EpollSet listAll(int epfd, int smallest) {
        EpollSet set = EpollSet.map(smallest);
        while (set != null) {
            set.epfd = epfd;
            set.changes = Atomics.loadAcquire(SharedPage.changesOfSets());
            KnownRequests.remember(epfd, Request.NONE);
            set.status = SetListing.list(epfd, set);
            if (set.status != -Errno.ENOSPC) {
                return set;
            }
            int more = set.capacity * 2;
            set.unmap();
            set = EpollSet.map(more);
        }
        return set;
    }

    private static EpollSet failed(EpollSet former, int slot) {
        if (former != null) {
            former.status = -Errno.ENOMEM;
        } else if (slot >= 0) {
            Atomics.storeRelease(place(slot).add(OWNED), 0);
        }
        return former;
    }

    /** What was found out of members that are still there. */
    private static void carryOver(EpollSet former, EpollSet set) {
        set.turn = former.turn;
        for (int i = 0; i < set.count; i++) {
            SetMember member = set.member(i);
            int at = former.find(member.data);
            while (at >= 0 && former.member(at).inode != member.inode) {
                at = former.nextLike(at);
            }
            if (at >= 0) {
                SetMember known = former.member(at);
                member.fd = known.fd;
                member.kind = known.kind;
                member.position = known.position;
                member.arrivals = known.arrivals;
                Bytes.copy(former.history(at), set.history(i), (long) known.arrivals * EpollSet.ARRIVAL_SIZE);
            }
        }
    }

    @NoSideEffects
    private static EpollSet none() {
        return Address.fromLong(0).toStructure();
    }

    private static Address place(int slot) {
        return places().add((long) slot * PLACE_SIZE);
    }

    @NoSideEffects
    private static Address places() {
        return placesStatic();
    }

    @Import(name = "LKOS_WORDS(64 * 2)")
    @Variable
    private static native Address placesStatic();
}
