// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import org.lkos.endpoints.ServedSocket;
import org.lkos.fd.SocketKind;
import org.lkos.log.Log;
import org.lkos.next.Confinement;
import org.lkos.next.DivertedDescriptors;
import org.lkos.next.DivertedReceives;
import org.lkos.next.ExtensionsVersion;
import org.lkos.next.NextOptions;
import org.lkos.next.NextReads;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** {@code onload_set_recv_filter}. With the first filter of a process, the calls that receive are led by way of this room. */
@Unmanaged
public final class ReceiveFilter {
    private ReceiveFilter() {}

    /**
     * Sets the filter of a socket, or removes it if {@code function} is null.
     *
     * @param name the call's, for the log
     * @return 0; -EBADF; -ESOCKTNOSUPPORT for what is neither TCP nor UDP; -EOPNOTSUPP for TCP; -EINVAL for any flag;
     *     -ENOMEM for too many filters; -ENOSYS in a confined process, for programs of Onload 8.0.0, and where receive
     *     calls cannot be led here
     */
    public static int set(int fd, Address function, Address argument, int flags, Address name) {
        if (Confinement.isBegun() || ExtensionsVersion.is800()) {
            return deny(name);
        }
        int kind = ServedSocket.check(fd);
        if (kind < 0) {
            return kind;
        }
        if (kind == SocketKind.TCP) {
            return -Errno.EOPNOTSUPP;
        }
        if (flags != 0) {
            return -Errno.EINVAL;
        }
        long cookie = NextOptions.getLong(fd, SysSocket.SO_COOKIE);
        if (function == null) {
            FilterTable.remove(cookie);
            return 0;
        }
        if (cookie == 0 || !NextReads.redirect()) {
            return deny(name);
        }
        DivertedReceives.beginFilters();
        DivertedDescriptors.begin();
        int status = FilterTable.put(fd, cookie, function, argument);
        if (status == 0) {
            FilteredDescriptors.learn(fd);
        }
        return status;
    }

    private static int deny(Address name) {
        Log.notEmulated(name);
        return -Errno.ENOSYS;
    }
}
