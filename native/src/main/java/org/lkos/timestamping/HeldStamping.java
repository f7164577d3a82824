// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.LinuxNetTstamp;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * The kernel's switch for stamps on receive, kept on for as long as this process lives, and those forked from it. A socket
 * keeps it on that asks for stamps; a mapping of the socket keeps that, so there is no descriptor. Only TCP sockets can be
 * mapped, and there is nothing in the mapping.
 */
@Unmanaged
@StaticInit
public final class HeldStamping {
    private static boolean held;
    private static long mapping;

    private HeldStamping() {}

    /** From here on what is received is stamped; who is shown the stamps is another matter. */
    public static void begin() {
        if (!held && !Confinement.isBegun()) {
            held = true;
            int savedErrno = Errno.get();
            int type = SysSocket.SOCK_STREAM | SysSocket.SOCK_CLOEXEC;
            int fd = (int) SysSyscall.socket(SysSocket.AF_INET, type, 0);
            if (fd < 0) {
                fd = (int) SysSyscall.socket(SysSocket.AF_INET6, type, 0);
            }
            if (fd >= 0) {
                hold(fd);
                long closed = SysSyscall.close(fd);
            }
            Errno.set(savedErrno);
        }
    }

    /** Lets go of the switch. Done when the library is unloaded. */
    public static void unmap() {
        if (mapping != 0) {
            long failed = SysSyscall.munmap(Address.fromLong(mapping), SysMman.LARGEST_PAGE());
            mapping = 0;
            held = false;
        }
    }

    private static void hold(int fd) {
        int status = NextOptions.set(fd, SysSocket.SO_TIMESTAMPING_OLD, LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE);
        long mapped = SysMman.mmap(SysMman.LARGEST_PAGE(), SysMman.PROT_NONE, SysMman.MAP_SHARED, fd);
        if (mapped != -1) {
            mapping = mapped;
        }
        if (status == 0 && mapped != -1) {
            ReceiveStamping.await(fd);
        }
    }
}
