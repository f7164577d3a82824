// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import org.lkos.machine.Atomics;
import org.lkos.machine.Bits;
import org.lkos.posix.Errno;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * Spare rooms for as many datagrams as are being received, up to 4096: taken and given back without a lock, by a bit each,
 * from groups that are mapped when they are needed. A call that is cancelled or left by a long jump gives nothing back;
 * when there are no others, rooms of threads that are gone and of places that were left are taken over.
 */
@Unmanaged
final class SpareRooms {
    private static final int GROUPS = 256;
    private static final int ROOMS = 16;
    private static final long ALL = (1L << ROOMS) - 1;

    /** Where the search begins goes by descriptor, so that threads on sockets of their own seldom meet. */
    private static final int STARTS = 16;

    private SpareRooms() {}

    /** A room for a datagram, or null if there is none to be had. {@code frame} is where the caller's stack is. */
    static SpareRoom take(int fd, Address frame) {
        int savedErrno = Errno.get();
        int thread = SysSyscall.gettid();
        SpareRoom spare = Address.fromLong(0).toStructure();
        for (int i = 0; i < GROUPS && spare == null; i++) {
            Group group = group((fd & STARTS - 1) + i & GROUPS - 1);
            if (group.isMapped()) {
                spare = group.take();
            }
        }
        if (spare != null) {
            spare.own(thread, frame);
        } else {
            spare = adopt(thread, frame);
        }
        Errno.set(savedErrno);
        return spare;
    }

    static void give(SpareRoom spare) {
        spare.disown();
        spare.group.give(spare);
    }

    private static SpareRoom adopt(int thread, Address frame) {
        for (int i = 0; i < GROUPS * ROOMS; i++) {
            Group group = group(i / ROOMS);
            if (group.memory != null && group.room(i % ROOMS).adopt(thread, frame)) {
                return group.room(i % ROOMS);
            }
        }
        return Address.fromLong(0).toStructure();
    }

    private static Group group(int index) {
        return table().add((long) index * Group.SIZE).toStructure();
    }

    @NoSideEffects
    private static Address table() {
        return groups();
    }

    @Import(name = "LKOS_TABLE(256 * 64)")
    @Variable
    private static native Address groups();

    /** Some rooms and which of them are taken, in a cache line of its own. */
    @Unmanaged
    static final class Group extends Structure {
        static final int SIZE = 64;
        private static final int TAKEN = 8;

        Address memory;
        long taken;

        /** Now, if it was not before. */
        boolean isMapped() {
            if (Atomics.loadLongAcquire(toAddress()) != 0) {
                return true;
            }
            long size = (long) ROOMS * SpareRoom.SIZE;
            int protection = SysMman.PROT_READ | SysMman.PROT_WRITE;
            int flags = SysMman.MAP_PRIVATE | SysMman.MAP_ANONYMOUS | SysMman.MAP_NORESERVE;
            long mapped = SysSyscall.mmap(Address.fromLong(0), size, protection, flags);
            if (mapped == -1) {
                return false;
            }
            if (!Atomics.replaceLong(toAddress(), 0, mapped)) {
                long unmapped = SysSyscall.munmap(Address.fromLong(mapped), size);
            }
            return true;
        }

        SpareRoom take() {
            Address cell = toAddress().add(TAKEN);
            long now = Atomics.loadLongAcquire(cell);
            while (now != ALL) {
                int index = Bits.lowest(~now);
                if (Atomics.replaceLong(cell, now, now | Bits.of(index))) {
                    SpareRoom spare = room(index);
                    spare.group = this;
                    return spare;
                }
                now = Atomics.loadLongAcquire(cell);
            }
            return Address.fromLong(0).toStructure();
        }

        void give(SpareRoom spare) {
            Address cell = toAddress().add(TAKEN);
            int index = (int) ((spare.toAddress().toLong() - memory.toLong()) / SpareRoom.SIZE);
            long bit = Bits.of(index);
            long now = Atomics.loadLongAcquire(cell);
            while (!Atomics.replaceLong(cell, now, now & ~bit)) {
                now = Atomics.loadLongAcquire(cell);
            }
        }

        SpareRoom room(int index) {
            return memory.add((long) index * SpareRoom.SIZE).toStructure();
        }
    }
}
