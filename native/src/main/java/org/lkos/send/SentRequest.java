// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_SCHED;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_SOFTWARE;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.OrderedRequest;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.SocketRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * What the kernel is asked for where a message asks for a stamp of its own. The kernel makes software stamps only, so
 * which of them are to be shown as hardware's must be told by something else: a stamp of the kind that the socket itself
 * asks for is one of sending, a stamp of the other kind is one of scheduling, which comes a moment before.
 */
@Unmanaged
final class SentRequest {
    /** The message is sent with the request it has. */
    static final int AS_IT_IS = -1;

    private static final int DEVICE_RECORDS = SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_TX_SOFTWARE;

    private SentRequest() {}

    /** The flags to ask for in place of {@code asked}, or {@link #AS_IT_IS}. */
    static int recordsInstead(int fd, int asked) {
        if ((asked & DEVICE_RECORDS) == 0) {
            return AS_IT_IS;
        }
        boolean hardware = (asked & SOF_TIMESTAMPING_TX_HARDWARE) != 0;
        int request = KnownRequests.of(fd);
        if (!OrderedRequest.isServed(request)) {
            request = hardware ? reporting(fd, request) : Request.NONE;
        }
        if (request == Request.NONE) {
            return AS_IT_IS;
        }
        boolean ownKind = Request.recordsInHardware(request, true) == hardware;
        int kept = asked & ~DEVICE_RECORDS;
        if (ownKind || !canTellApart(request, asked)) {
            return hardware ? kept | SOF_TIMESTAMPING_TX_SOFTWARE : AS_IT_IS;
        }
        if (!Request.sendsByMessage(request)) {
            if (isStale(fd)) {
                KnownRequests.forget(fd);
                return recordsInstead(fd, asked);
            }
            remember(fd, Request.withSendsByMessage(request));
        }
        return kept | SOF_TIMESTAMPING_TX_SCHED;
    }

    /** Whether what is remembered is of a socket before this one, which was made by a call that we do not see. */
    private static boolean isStale(int fd) {
        int known = KnownRequests.of(fd);
        int current = SocketRequest.readAside(fd);
        return known != current;
    }

    /** Not where a stamp of scheduling is asked for as such. */
    private static boolean canTellApart(int request, int asked) {
        boolean scheduling = Request.recordsScheduling(asked) || Request.recordsScheduling(Request.flags(request));
        return Dialect.of(request) == Dialect.STANDARD && !scheduling;
    }

    /** A socket that reports hardware stamps and records none by itself was of no interest until now; or NONE. */
    private static int reporting(int fd, int request) {
        if (request != Request.NONE) {
            return Request.reportsHardware(request) ? request : Request.NONE;
        }
        int flags = NextOptions.get(fd, SO_TIMESTAMPING_OLD, 0);
        if (!Request.reportsHardware(flags)) {
            return Request.NONE;
        }
        boolean newTypes = NextOptions.get(fd, SO_TIMESTAMPING_NEW, 0) != 0;
        return Request.of(flags, newTypes);
    }

    private static void remember(int fd, int request) {
        Address value = StackMemory.allocate(4, StackMemory.ALIGNED);
        value.putInt(Request.flags(request));
        int status = SocketRequest.write(fd, request, value, 4);
        KnownRequests.beginGeneration();
        KnownRequests.remember(fd, request);
    }
}
