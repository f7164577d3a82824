// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import org.lkos.fd.StreamNote;
import org.lkos.next.NextSockets;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** SO_SNDBUF and SO_SNDBUFFORCE: what is remembered of the room in a send queue counts no more. */
@Unmanaged
final class SendBufferOption {
    private SendBufferOption() {}

    /** As {@code setsockopt}, errno included. */
    static int set(int fd, int optname, Address optval, int optlen) {
        int failed = NextSockets.setsockopt(fd, SysSocket.SOL_SOCKET, optname, optval, optlen);
        StreamNote.dropCredit(fd);
        return failed;
    }
}
