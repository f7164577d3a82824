// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.next.NextEvents;
import org.lkos.next.NextReceives;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * The libc calls that the emulating library stands in front of, beside those of {@link Interpose} or in place of them:
 * a table, no logic. The library may be loaded where emulation is off.
 */
@Unmanaged
@StaticInit
final class EmulatedInterpose {
    private EmulatedInterpose() {}

    /** {@code int epoll_ctl(int, int, int, struct epoll_event *)}. */
    @Export(name = "emulated_epoll_ctl")
    static int epoll_ctl(int epfd, int operation, int fd, Address event) {
        return NextEvents.epoll_ctl(epfd, operation, fd, event);
    }

    /** {@code ssize_t recv(int, void *, size_t, int)}. */
    @Export(name = "emulated_recv")
    static long recv(int fd, Address data, long size, int flags) {
        return NextReceives.recv(fd, data, size, flags);
    }

    /** What recv is called where the compiler knows how much room there is. */
    @Export(name = "emulated___recv_chk")
    static long __recv_chk(int fd, Address data, long size, long room, int flags) {
        return NextReceives.__recv_chk(fd, data, size, room, flags);
    }

    /** {@code ssize_t recvfrom(int, void *, size_t, int, struct sockaddr *, socklen_t *)}. */
    @Export(name = "emulated_recvfrom")
    static long recvfrom(int fd, Address data, long size, int flags, Address address, Address length) {
        return NextReceives.recvfrom(fd, data, size, flags, address, length);
    }

    /** What recvfrom is called where the compiler knows how much room there is. */
    @Export(name = "emulated___recvfrom_chk")
    static long __recvfrom_chk(int fd, Address data, long size, long room, int flags, Address address, Address length) {
        return NextReceives.__recvfrom_chk(fd, data, size, room, flags, address, length);
    }
}
