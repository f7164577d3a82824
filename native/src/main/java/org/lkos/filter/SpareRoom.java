// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import org.lkos.machine.Atomics;
import org.lkos.posix.Errno;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * Memory of ours for one datagram that a call receives, beyond what the caller has room for.
 *
 * <pre>
 *  0        256          20 K             84 K       148 K
 * +--------+------------+----------------+----------+
 * | owner  | pieces     | what fitted    | the rest |
 * +--------+------------+----------------+----------+
 * </pre>
 *
 * The kernel fills the caller's own buffers and then the rest. To show all of it in one piece, what fitted is copied to
 * the place in front of the rest.
 */
@Unmanaged
final class SpareRoom extends Structure {
    static final int SIZE = 148 << 10;

    /** One is ours. */
    static final int MOST_PIECES = 1023;

    /** More than any datagram has, with IPv6 and what the kernel merges. */
    static final int DATAGRAM = 64 << 10;

    private static final int PIECES = 256;
    private static final int FITTED = 20 << 10;

    /** What is kept when a spare is not in use: few datagrams are longer, and the kernel's zeroes cost more. */
    private static final int KEPT = 16 << 10;

    /** The thread that it is with; 0 while nobody's, and before that is told. */
    int owner;

    int longest;

    /** Where the owner's stack was: it has left what was there or deeper when it comes by again. */
    long depth;

    /** The {@link SpareRooms.Group} that it is of. */
    SpareRooms.Group group;

    iovec piece(long index) {
        return pieces().add(index * iovec.SIZE).toStructure();
    }

    Address pieces() {
        return toAddress().add(PIECES);
    }

    /** The last piece, behind those of the caller. */
    void addRest(long index) {
        iovec rest = piece(index);
        rest.iov_base = rest();
        rest.iov_len = DATAGRAM;
    }

    /** Where {@code fitted} bytes are in front of the rest. */
    Address inFrontOfRest(long fitted) {
        return rest().add(-fitted);
    }

    /** So many bytes, counted from either side of where the rest begins, have been used. */
    void note(long bytes) {
        longest = bytes > longest ? (int) bytes : longest;
    }

    void own(int thread, Address frame) {
        depth = frame.toLong();
        longest = 0;
        Atomics.storeRelaxed(toAddress(), thread);
    }

    void disown() {
        if (longest > KEPT) {
            int savedErrno = Errno.get();
            long given = SysSyscall.madvise(toAddress().add(FITTED), SIZE - FITTED, SysMman.MADV_DONTNEED);
            Errno.set(savedErrno);
        }
        Atomics.storeRelaxed(toAddress(), 0);
    }

    /** Whether its owner is gone, or gave up what it was doing and is here again: then it is this thread's. */
    boolean adopt(int thread, Address frame) {
        int former = Atomics.loadAcquire(toAddress());
        if (former == 0) {
            return false;
        }
        boolean left = former == thread ? depth <= frame.toLong() : isGone(former);
        if (left && Atomics.replace(toAddress(), former, thread)) {
            own(thread, frame);
            return true;
        }
        return false;
    }

    private static boolean isGone(int thread) {
        int process = SysSyscall.getpid();
        long status = SysSyscall.tgkill(process, thread, 0);
        return status != 0 && Errno.get() == Errno.ESRCH;
    }

    private Address rest() {
        return toAddress().add(FITTED + DATAGRAM);
    }
}
