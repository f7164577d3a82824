// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysStat.stat;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Unmanaged;

/**
 * What a descriptor is, asked of the kernel: its kind, and a number that no other has as long as it is open. Where the
 * kernel may not be asked, what was seen being made is taken to be there still.
 */
@Unmanaged
final class Identity {
    private static final int TYPE_MASK = 0xf;
    private static final long TAKEN_TO_BE_THERE = -1;

    private Identity() {}

    /** The kind of a socket as it is made: {@link Endpoint#TCP}, {@link Endpoint#UDP} or 0. */
    static int kind(int domain, int type, int protocol) {
        if (domain != SysSocket.AF_INET && domain != SysSocket.AF_INET6) {
            return 0;
        }
        switch (type & TYPE_MASK) {
            case SysSocket.SOCK_STREAM:
                return protocol == 0 || protocol == NetinetIn.IPPROTO_TCP ? Endpoint.TCP : 0;
            case SysSocket.SOCK_DGRAM:
                return protocol == 0 || protocol == NetinetIn.IPPROTO_UDP ? Endpoint.UDP : 0;
            default:
                return 0;
        }
    }

    /** The same of a socket that is there; 0 also for what is none. */
    static int kind(int fd) {
        if (Confinement.isBegun()) {
            return 0;
        }
        int protocol = NextOptions.get(fd, SysSocket.SO_PROTOCOL, -1);
        if (protocol != NetinetIn.IPPROTO_TCP && protocol != NetinetIn.IPPROTO_UDP) {
            return 0;
        }
        int type = NextOptions.get(fd, SysSocket.SO_TYPE, 0);
        int domain = NextOptions.get(fd, SysSocket.SO_DOMAIN, 0);
        return kind(domain, type, protocol);
    }

    /** Whether what is remembered of a descriptor, by that number, is what it is. */
    static boolean isStill(int fd, int kind, long identity) {
        long now = of(fd, kind);
        return now == identity || now == TAKEN_TO_BE_THERE;
    }

    /** The descriptor's number among all of its kind, or 0. */
    static long of(int fd, int kind) {
        if (Confinement.isBegun()) {
            return TAKEN_TO_BE_THERE;
        }
        if (kind != Endpoint.PIPE) {
            return NextOptions.getLong(fd, SysSocket.SO_COOKIE);
        }
        stat file = StackMemory.allocate(stat.SIZE, StackMemory.ALIGNED).toStructure();
        int savedErrno = Errno.get();
        long failed = SysSyscall.fstat(fd, file.toAddress());
        Errno.set(savedErrno);
        return failed == 0 ? file.st_dev << 40 ^ file.st_ino : 0;
    }
}
