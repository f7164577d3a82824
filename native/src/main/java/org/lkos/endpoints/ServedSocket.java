// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.emulation.Emulation;
import org.lkos.fd.SocketKind;
import org.lkos.posix.Errno;
import org.teavm.interop.Unmanaged;

/**
 * The kind of a socket for the calls by which Onload itself moves data. Under emulation they are not for sockets that are
 * left to the kernel; all other calls are, so {@link SocketKind} knows nothing of it.
 */
@Unmanaged
public final class ServedSocket {
    private ServedSocket() {}

    /** As {@link SocketKind#of}, and -ESOCKTNOSUPPORT for a socket that is left to the kernel. */
    public static int kind(int fd) {
        return isLeftToKernel(fd) ? -Errno.ESOCKTNOSUPPORT : SocketKind.of(fd);
    }

    /** The same, asked of the kernel now. */
    public static int check(int fd) {
        return isLeftToKernel(fd) ? -Errno.ESOCKTNOSUPPORT : SocketKind.check(fd);
    }

    /** Under emulation alone is any. Asks the kernel until a socket is known to be served. */
    public static boolean isLeftToKernel(int fd) {
        if (!Emulation.isOn() || SocketKind.isServed(fd)) {
            return false;
        }
        boolean left = EndpointAnswers.isLeftToKernel(fd);
        if (!left) {
            SocketKind.setServed(fd);
        }
        return left;
    }
}
