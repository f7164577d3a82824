// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.machine.Atomics;
import org.lkos.posix.Errno;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * All lanes. An entry is 0, or a lane's address and in its low bits what the lane is; it stands alone in a line of the
 * cache. Lanes are mapped when as many threads receive at once, and stay.
 */
@Unmanaged
final class Lanes {
    static final int COUNT = 1024;

    private static final int FREE = 0;
    private static final int IN_USE = 1;
    private static final int RETAINED = 2;
    private static final long STATE = 3;
    private static final int ENTRY = 64;

    /** Threads' stacks lie further apart, and their frames less. */
    private static final int STACK_SHIFT = 18;

    private Lanes() {}

    /**
     * A lane for the calling thread alone, the one it had last if nobody uses that; null if there are too many. Before there
     * is one more, those that calls have left are taken.
     *
     * @param frame memory of the call's frame, for its mark
     */
    static Lane claim(Address frame) {
        int start = (int) (frame.toLong() >>> STACK_SHIFT) * 0x9e3779b1 >>> 27;
        for (int i = 0; i < COUNT; i++) {
            Address entry = entry(start + i & COUNT - 1);
            long lane = Atomics.loadLongAcquire(entry);
            if (lane == 0) {
                Lane left = LeftLanes.take(start, i, frame);
                return left != null ? left : map(entry, start + i & COUNT - 1, frame);
            }
            if ((lane & STATE) == FREE && Atomics.replaceLong(entry, lane, lane | IN_USE)) {
                return begin(Address.fromLong(lane), frame);
            }
        }
        return LeftLanes.take(start, COUNT, frame);
    }

    private static Lane begin(Address at, Address frame) {
        Lane lane = at.toStructure();
        Tenure.begin(lane, frame);
        return lane;
    }

    /** Two threads may map for one entry; then one of them gives its own back. */
    private static Lane map(Address entry, int number, Address frame) {
        int savedErrno = Errno.get();
        long at = SysSyscall.mmap(
                Address.fromLong(0),
                Lane.SIZE,
                SysMman.PROT_READ | SysMman.PROT_WRITE,
                SysMman.MAP_PRIVATE | SysMman.MAP_ANONYMOUS | SysMman.MAP_NORESERVE);
        if (at != -1) {
            Address mapped = Address.fromLong(at);
            Lane lane = mapped.toStructure();
            lane.entry = entry;
            lane.number = number;
            if (!Atomics.replaceLong(entry, 0, at | IN_USE)) {
                long failed = SysSyscall.munmap(mapped, Lane.SIZE);
                at = -1;
            }
        }
        Errno.set(savedErrno);
        if (at != -1) {
            return begin(Address.fromLong(at), frame);
        }
        return Atomics.loadLongAcquire(entry) == 0 ? Address.fromLong(0).toStructure() : claim(frame);
    }

    /** Ends the use of a lane that has nothing more to show. A few buffers stay with it, which the next call finds there. */
    static void free(Lane lane) {
        if (lane.set != 0 && !lane.hasFewBuffers()) {
            lane.giveBuffers();
        }
        Atomics.storeLongRelease(lane.entry, lane.toAddress().toLong());
    }

    /** Gives back the buffers that stayed with lanes which are free. */
    static void giveIdleBuffers() {
        for (int i = 0; i < COUNT; i++) {
            long at = Atomics.loadLongAcquire(entry(i));
            boolean free = at != 0 && (at & STATE) == FREE && Atomics.replaceLong(entry(i), at, at | IN_USE);
            if (free) {
                Lane lane = Address.fromLong(at).toStructure();
                lane.giveBuffers();
                Atomics.storeLongRelease(lane.entry, at);
            }
        }
    }

    /** Sets a lane aside with what it has to show still. */
    static void retain(Lane lane) {
        Atomics.storeLongRelease(lane.entry, lane.toAddress().toLong() | RETAINED);
    }

    /** The lane of an entry if it is retained, or null. It may be claimed meanwhile. */
    static Lane retained(int number) {
        return inState(number, RETAINED);
    }

    /** The lane of an entry if it is in use, or null, likewise. */
    static Lane inUse(int number) {
        return inState(number, IN_USE);
    }

    /** Gives all lanes' memory back. */
    static void unmapAll() {
        for (int i = 0; i < COUNT; i++) {
            long lane = entry(i).getLong();
            if (lane != 0) {
                entry(i).putLong(0);
                long failed = SysSyscall.munmap(Address.fromLong(lane & ~STATE), Lane.SIZE);
            }
        }
    }

    private static Lane inState(int number, int state) {
        long lane = Atomics.loadLongAcquire(entry(number));
        return Address.fromLong((lane & STATE) == state ? lane & ~STATE : 0).toStructure();
    }

    static boolean claimRetained(Lane lane) {
        long at = lane.toAddress().toLong();
        return Atomics.replaceLong(lane.entry, at | RETAINED, at | IN_USE);
    }

    private static Address entry(int number) {
        return entries().add((long) number * ENTRY);
    }

    @NoSideEffects
    private static Address entries() {
        return entriesStatic();
    }

    @Import(name = "LKOS_TABLE(1024 * 64)")
    @Variable
    private static native Address entriesStatic();
}
