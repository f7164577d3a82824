// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.SocketRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** What a socket must remember once a message on it asked for a hardware stamp of its own. */
@Unmanaged
final class SentRequest {
    private SentRequest() {}

    /** Whether the socket shows hardware stamps; if so, those of sent messages will be shown as such from here on. */
    static boolean willShowHardware(int fd) {
        int request = KnownRequests.of(fd);
        if (request == Request.NONE) {
            return markReporting(fd);
        }
        if (!Request.sendsByMessage(request)) {
            remember(fd, Request.withSendsByMessage(request, true));
        }
        return true;
    }

    /** A message asked for a stamp that is not of hardware: those of sent messages are shown as they are from here on. */
    static void willShowSoftware(int fd) {
        int request = KnownRequests.of(fd);
        if (Request.sendsByMessage(request)) {
            remember(fd, Request.withSendsByMessage(request, false));
        }
    }

    /** A socket that reports hardware stamps and records none by itself was of no interest until now. */
    private static boolean markReporting(int fd) {
        int flags = NextOptions.get(fd, SO_TIMESTAMPING_OLD, 0);
        if (!Request.reportsHardware(flags)) {
            return false;
        }
        boolean newTypes = NextOptions.get(fd, SO_TIMESTAMPING_NEW, 0) != 0;
        remember(fd, Request.withSendsByMessage(Request.of(flags, newTypes), true));
        return true;
    }

    private static void remember(int fd, int request) {
        Address value = StackMemory.allocate(4, StackMemory.ALIGNED);
        value.putInt(Request.flags(request));
        int status = SocketRequest.write(fd, request, value, 4);
        KnownRequests.beginGeneration();
        KnownRequests.remember(fd, request);
    }
}
