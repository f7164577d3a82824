// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.emulation.Emulation;
import org.lkos.machine.Branches;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.lkos.onload.OnloadExtensions;
import org.lkos.posix.SysSocket;
import org.lkos.settings.StackSettings;
import org.lkos.spin.SpinMask;
import org.teavm.interop.Unmanaged;

/**
 * Spinning receives: where the thread's mask says so and a time is given, the kernel is asked to poll the device for that
 * long before it puts the thread to sleep, by SO_BUSY_POLL. It looks after signals and timeouts, which a loop of ours
 * would miss. It is asked when a socket is made, which serves all calls, and again with the calls that only receive. A
 * socket that has a value of its own, or may not have ours, is left alone.
 */
@Unmanaged
public final class BusyPoll {
    private static final int LEFT_ALONE = -1;

    /** Polling keeps a thread from its signals: no longer than this, in microseconds. */
    private static final int LONGEST = 100_000;

    private BusyPoll() {}

    /** Before a receive call on a descriptor, or when it was made; the descriptor, or -1, is the result. */
    public static int prepare(int fd) {
        if (Branches.unlikely(SpinMask.isInUse()) && Emulation.isOn()) {
            adjust(fd);
        }
        return fd;
    }

    private static void adjust(int fd) {
        Endpoint entry = known(fd);
        if (entry == null || entry.busyPoll == LEFT_ALONE || Confinement.isBegun()) {
            return;
        }
        int wanted = entry.isAccelerated() && mayReceive(entry.kind) ? microseconds() : 0;
        if (wanted != entry.busyPoll) {
            int there = NextOptions.get(fd, SysSocket.SO_BUSY_POLL, LEFT_ALONE);
            int failed = there == entry.busyPoll ? NextOptions.set(fd, SysSocket.SO_BUSY_POLL, wanted) : LEFT_ALONE;
            entry.busyPoll = failed == 0 ? wanted : LEFT_ALONE;
        }
    }

    private static int microseconds() {
        long time = StackSettings.spinTime();
        return time > LONGEST ? LONGEST : (int) time;
    }

    /** What is remembered of a descriptor; one that nobody saw being made is looked at first. */
    private static Endpoint known(int fd) {
        Endpoint entry = Endpoints.entry(fd);
        if (entry != null && entry.identity == 0) {
            Endpoint unseen =
                    StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED).toStructure();
            boolean found = Endpoints.find(fd, unseen);
        }
        return entry;
    }

    private static boolean mayReceive(int kind) {
        switch (kind) {
            case Endpoint.TCP:
                return SpinMask.has(OnloadExtensions.ONLOAD_SPIN_TCP_RECV);
            case Endpoint.UDP:
                return SpinMask.has(OnloadExtensions.ONLOAD_SPIN_UDP_RECV);
            default:
                return false;
        }
    }
}
