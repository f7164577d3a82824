// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.SocketRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** What a request needs after {@code connect}: the kernel takes a TCP socket apart whose connection fails or is undone. */
@Unmanaged
public final class ConnectedRequest {
    private ConnectedRequest() {}

    /** After {@code connect} to {@code address} gave {@code result}, which is passed on. */
    public static int after(int fd, Address address, int result) {
        if (KnownRequests.guess(fd) != Request.NONE && isTakenApart(address, result)) {
            SocketRequest.restoreLabel(fd);
        }
        return StreamOption.connected(fd, result);
    }

    private static boolean isTakenApart(Address address, int result) {
        return result < 0 ? Errno.get() != Errno.EINPROGRESS : address.getShort() == SysSocket.AF_UNSPEC;
    }
}
