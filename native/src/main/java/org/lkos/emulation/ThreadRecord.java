// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.emulation;

import org.lkos.machine.Atomics;
import org.lkos.machine.Bytes;
import org.lkos.machine.ThreadPointer;
import org.lkos.next.Confinement;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * What a thread has set for itself: pages of our own, made when it sets something first, and taken by a later thread when
 * it has ended. Nobody tells us of a thread's end, so each new thread looks at some records whether theirs are still
 * there.
 *
 * <pre>
 *  0      8       16     32     64         2560         65536
 * +------+-------+------+------+----------+------------+
 * | next | owner | spin | name | settings | saved names|
 * +------+-------+------+------+----------+------------+
 * </pre>
 *
 * {@code owner} is the process in the upper half and the thread in the lower. After fork the one thread of the child has
 * its record still, under the name of the parent's thread: it takes it over when it next sets something, and only then
 * are the others known to be nobody's.
 */
@Unmanaged
@StaticInit
public final class ThreadRecord {
    public static final int SAVED_NAMES_SIZE = (1 << 16) - 2560;

    private static final int SIZE = 1 << 16;
    private static final int OWNER = 8;
    private static final int SPIN = 16;
    private static final int NAME = 32;
    private static final int SETTINGS = 64;
    private static final int SAVED_NAMES = 2560;
    private static final int LOOKED_AT = 16;

    /** The process, forked from another, whose one inherited thread has its record or needs none. */
    private static int settledProcess;

    private static Address lookedAt;

    private ThreadRecord() {}

    /** The calling thread's record, or null where it has set nothing. */
    public static Address own() {
        return ThreadPointer.get();
    }

    /** The calling thread's record, made now if there is none; null where no memory is to be had. */
    public static Address need() {
        Address record = ThreadPointer.get();
        if (Confinement.isBegun()) {
            return record;
        }
        int process = SysSyscall.getpid();
        int thread = SysSyscall.gettid();
        if (record != null) {
            keepAfterFork(record, process, thread);
            return record;
        }
        if (process == thread) {
            settledProcess = process;
        }
        Address claimed = claimEnded(process, thread);
        if (claimed == null) {
            claimed = map(owner(process, thread));
        }
        ThreadPointer.set(claimed);
        return claimed;
    }

    public static Address spin(Address record) {
        return record.add(SPIN);
    }

    public static Address name(Address record) {
        return record.add(NAME);
    }

    public static Address settings(Address record) {
        return record.add(SETTINGS);
    }

    public static Address savedNames(Address record) {
        return record.add(SAVED_NAMES);
    }

    private static void keepAfterFork(Address record, int process, int thread) {
        long owner = owner(process, thread);
        if (processOf(record.add(OWNER).getLong()) != process) {
            Atomics.storeLongRelease(record.add(OWNER), owner);
            settledProcess = process;
        }
    }

    /** Looks at some records in turn, so that a thread's start does not cost more the more threads there are. */
    private static Address claimEnded(int process, int thread) {
        Address record = lookedAt;
        for (int i = 0; i < LOOKED_AT; i++) {
            if (record == null) {
                record = first();
            }
            if (record == null) {
                return record;
            }
            long owner = Atomics.loadLongAcquire(record.add(OWNER));
            boolean taken = hasEnded(owner, process, thread)
                    && Atomics.replaceLong(record.add(OWNER), owner, owner(process, thread));
            if (taken) {
                Bytes.zero(record.add(SPIN), SAVED_NAMES - SPIN);
                return record;
            }
            record = record.getAddress();
            lookedAt = record;
        }
        return Address.fromLong(0);
    }

    private static boolean hasEnded(long owner, int process, int thread) {
        if (processOf(owner) != process) {
            return settledProcess == process;
        }
        int other = (int) owner;
        return other == thread || isGone(process, other);
    }

    private static boolean isGone(int process, int thread) {
        int savedErrno = Errno.get();
        long failed = SysSyscall.tgkill(process, thread, 0);
        boolean gone = failed != 0 && Errno.get() == Errno.ESRCH;
        Errno.set(savedErrno);
        return gone;
    }

    private static Address map(long owner) {
        Address record = OwnMemory.map(SIZE);
        if (record != null) {
            record.add(OWNER).putLong(owner);
            long next = Atomics.loadLongAcquire(firstCell());
            record.putLong(next);
            while (!Atomics.replaceLong(firstCell(), next, record.toLong())) {
                next = Atomics.loadLongAcquire(firstCell());
                record.putLong(next);
            }
        }
        return record;
    }

    /** Gives all records' memory back. Done when the library is unloaded, and with it every thread's pointer to one. */
    public static void unmap() {
        Address record = first();
        firstCell().putLong(0);
        lookedAt = Address.fromLong(0);
        while (record != null) {
            Address next = record.getAddress();
            OwnMemory.unmap(record, SIZE);
            record = next;
        }
        ThreadPointer.set(Address.fromLong(0));
    }

    private static long owner(int process, int thread) {
        return (long) process << 32 | thread & 0xffffffffL;
    }

    private static int processOf(long owner) {
        return (int) (owner >> 32);
    }

    private static Address first() {
        long first = Atomics.loadLongAcquire(firstCell());
        return Address.fromLong(first);
    }

    @NoSideEffects
    private static Address firstCell() {
        return firstStatic();
    }

    @Import(name = "LKOS_WORDS(1)")
    @Variable
    private static native Address firstStatic();
}
