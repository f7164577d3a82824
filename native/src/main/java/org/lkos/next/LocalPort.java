// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Whether an internet socket has a port of its own, asked on the side: errno stays as it was. */
@Unmanaged
public final class LocalPort {
    private static final int ADDRESS = 128;
    private static final int PORT = 2;

    private LocalPort() {}

    public static boolean isBound(int fd) {
        Address address = StackMemory.allocate(ADDRESS, StackMemory.ALIGNED);
        Address length = StackMemory.allocate(4, StackMemory.ALIGNED);
        length.putInt(ADDRESS);
        int savedErrno = Errno.get();
        long failed = SysSyscall.getsockname(fd, address, length);
        Errno.set(savedErrno);
        return failed == 0 && address.add(PORT).getShort() != 0;
    }
}
