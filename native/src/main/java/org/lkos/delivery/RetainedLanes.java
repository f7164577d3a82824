// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.fd.SocketCookie;
import org.lkos.machine.Atomics;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Lanes with datagrams that were received and were not shown, since the callback ended the call or left it. The next call
 * on the same socket shows them first. They are known by the socket's cookie, and belong to the process that received
 * them: a child of fork leaves them to its parent.
 */
@Unmanaged
@StaticInit
final class RetainedLanes {
    private static int count;

    private RetainedLanes() {}

    /** Sets a lane aside for the socket. */
    static void add(Lane lane, int fd) {
        lane.fd = fd;
        lane.cookie = SocketCookie.ask(fd);
        lane.process = SysSyscall.getpid();
        dropDead();
        int before = Atomics.add(cell(count), 1);
        Lanes.retain(lane);
    }

    /** Takes the lane of a socket for a call whose mark is to be at {@code frame}; null, as most often, if it has none. */
    static Lane take(int fd, Address frame) {
        return Atomics.loadAcquire(cell(count)) == 0 ? none() : find(fd, frame);
    }

    private static Lane find(int fd, Address frame) {
        long cookie = SocketCookie.ask(fd);
        int process = SysSyscall.getpid();
        for (int i = 0; i < Lanes.COUNT; i++) {
            Lane lane = Lanes.retained(i);
            if (lane != null && lane.process != process) {
                drop(lane);
            } else if (lane != null && isOf(lane, fd, cookie) && claim(lane)) {
                Tenure.begin(lane, frame);
                return lane;
            }
        }
        return none();
    }

    /** Sockets that were closed with something left. One that lives on by another number loses it likewise. */
    private static void dropDead() {
        for (int i = 0; i < Lanes.COUNT && Atomics.loadAcquire(cell(count)) != 0; i++) {
            Lane lane = Lanes.retained(i);
            if (lane != null) {
                int fd = lane.fd;
                long cookie = SocketCookie.ask(fd);
                if (!isOf(lane, fd, cookie)) {
                    drop(lane);
                }
            }
        }
    }

    private static void drop(Lane lane) {
        if (claim(lane)) {
            Lanes.free(lane);
        }
    }

    private static boolean claim(Lane lane) {
        boolean claimed = Lanes.claimRetained(lane);
        if (claimed) {
            int before = Atomics.add(cell(count), -1);
        }
        return claimed;
    }

    /** Kernels before 4.12 have no cookies. */
    private static boolean isOf(Lane lane, int fd, long cookie) {
        return lane.cookie == cookie && (cookie != 0 || lane.fd == fd);
    }

    private static Lane none() {
        return Address.fromLong(0).toStructure();
    }

    @Import(name = "&")
    private static native Address cell(int field);
}
