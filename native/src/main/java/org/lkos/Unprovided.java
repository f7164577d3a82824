// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.onload.OnloadExtensions;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.wireorder.UnorderedEvents;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/** What libonload_ext answers where it has no provider and no function of its own: a table, no logic. */
@Unmanaged
@StaticInit
final class Unprovided {
    private Unprovided() {}

    @Export(name = "unprovided_accept")
    static int accept() {
        return 0;
    }

    @Export(name = "unprovided_refuse")
    static int refuse() {
        return Errno.fail(Errno.ENOSYS);
    }

    @Export(name = "unprovided_deny")
    static long deny() {
        return -Errno.ENOSYS;
    }

    @Export(name = "unprovided_reject")
    static int reject() {
        return Errno.fail(Errno.EINVAL);
    }

    @Export(name = "unprovided_disown")
    static int disown() {
        return OnloadExtensions.ONLOAD_DELEGATED_SEND_RC_BAD_SOCKET;
    }

    @Export(name = "unprovided_socket")
    static int socket(int domain, int type, int protocol) {
        return SysSocket.socket(domain, type, protocol);
    }

    @Export(name = "unprovided_ordered_epoll_wait")
    static int ordered_epoll_wait(int epfd, Address events, Address ordered, int maxevents, int timeout) {
        return UnorderedEvents.await(epfd, events, ordered, maxevents, timeout);
    }
}
