// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPNS_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPNS_OLD;
import static org.lkos.posix.SysSocket.SO_TIMESTAMP_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMP_OLD;

import org.lkos.next.NextOptions;
import org.lkos.next.NextSockets;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.SocketLabel;
import org.lkos.timestamping.SocketRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * SO_TIMESTAMP and SO_TIMESTAMPNS. The kernel keeps one mark "new types" for them and SO_TIMESTAMPING together, and it is
 * ours on a rewritten socket; so there only the new numbers reach the kernel, and the application is shown its own.
 */
@Unmanaged
final class ReceiveTimeOption {
    private ReceiveTimeOption() {}

    static int set(int fd, int optname, Address optval, int optlen) {
        int request = SocketRequest.readAside(fd);
        if (request == Request.NONE) {
            int refused = NextSockets.setsockopt(fd, SOL_SOCKET, optname, optval, optlen);
            if (refused == 0 && optname == newNumber(optname)) {
                KnownRequests.beginGeneration();
            }
            return refused;
        }
        int failed = NextSockets.setsockopt(fd, SOL_SOCKET, newNumber(optname), optval, optlen);
        if (failed == 0 && optval.getInt() != 0) {
            chooseTypes(fd, request, optname == newNumber(optname));
        }
        return failed;
    }

    static int get(int fd, int optname, Address optval, Address optlen) {
        int request = SocketRequest.read(fd);
        if (request == Request.NONE || Request.usesNewTypes(request)) {
            return NextSockets.getsockopt(fd, SOL_SOCKET, optname, optval, optlen);
        }
        int failed = NextSockets.getsockopt(fd, SOL_SOCKET, newNumber(optname), optval, optlen);
        boolean own = optname != newNumber(optname);
        // By its new number alone, SO_TIMESTAMP reads as set where SO_TIMESTAMPNS is.
        boolean other = optname == SO_TIMESTAMP_OLD && NextOptions.get(fd, SO_TIMESTAMPNS_NEW, 0) != 0;
        if (!own || other) {
            OptionValue.replaceKernels(fd, failed, optval, optlen, 0);
        }
        return failed;
    }

    private static void chooseTypes(int fd, int request, boolean newTypes) {
        int changed = Request.withNewTypes(request, newTypes);
        if (changed != request && SocketLabel.store(fd, changed)) {
            KnownRequests.beginGeneration();
            KnownRequests.remember(fd, changed);
        }
    }

    private static int newNumber(int optname) {
        switch (optname) {
            case SO_TIMESTAMP_OLD:
                return SO_TIMESTAMP_NEW;
            case SO_TIMESTAMPNS_OLD:
                return SO_TIMESTAMPNS_NEW;
            default:
                return optname;
        }
    }
}
