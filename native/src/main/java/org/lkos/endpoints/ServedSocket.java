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

    /**
     * As {@link SocketKind#of}, and -ESOCKTNOSUPPORT for a socket that is left to the kernel, as those of MPTCP are;
     * -ENOTSOCK for a pipe that is not.
     */
    public static int kind(int fd) {
        return isLeftToKernel(fd) ? -Errno.ESOCKTNOSUPPORT : served(fd, SocketKind.of(fd));
    }

    /** The same, asked of the kernel now. */
    public static int check(int fd) {
        return isLeftToKernel(fd) ? -Errno.ESOCKTNOSUPPORT : served(fd, SocketKind.check(fd));
    }

    /** 0 for TCP; -EOPNOTSUPP for what else is accelerated, and otherwise what the kind is. */
    public static int refuseUnlessTcp(int fd) {
        int kind = kind(fd);
        if (kind == SocketKind.TCP) {
            return 0;
        }
        return kind == SocketKind.UDP || kind == -Errno.ENOTSOCK ? -Errno.EOPNOTSUPP : kind;
    }

    /** Whether stamps in Onload's own forms can be asked for: under emulation, of accelerated sockets alone. */
    public static boolean hasOwnStamps(int fd) {
        return !Emulation.isOn() || kind(fd) > 0;
    }

    private static int served(int fd, int kind) {
        if (kind == SocketKind.MPTCP) {
            return -Errno.ESOCKTNOSUPPORT;
        }
        boolean pipe = kind == -Errno.ESOCKTNOSUPPORT && Emulation.isOn() && EndpointAnswers.isPipe(fd);
        return pipe ? -Errno.ENOTSOCK : kind;
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
