// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Int options at SOL_SOCKET, asked and set on the side: errno stays as it was, errors come back as a number. */
@Unmanaged
public final class NextOptions {
    private NextOptions() {}

    /** 0, or the negative errno. */
    public static int set(int fd, int optname, int value) {
        Address cell = StackMemory.allocate(4, StackMemory.ALIGNED);
        cell.putInt(value);
        return set(fd, optname, cell, 4);
    }

    /** 0, or the negative errno. */
    public static int set(int fd, int optname, Address value, int size) {
        int savedErrno = Errno.get();
        int failed = NextSockets.setsockopt(fd, SysSocket.SOL_SOCKET, optname, value, size);
        int status = failed == 0 ? 0 : -Errno.get();
        Errno.set(savedErrno);
        return status;
    }

    /** The option's value, or {@code otherwise} where the socket has no such option. */
    public static int get(int fd, int optname, int otherwise) {
        Address value = StackMemory.allocate(4, StackMemory.ALIGNED);
        Address size = StackMemory.allocate(4, StackMemory.ALIGNED);
        value.putInt(otherwise);
        size.putInt(4);
        int savedErrno = Errno.get();
        int failed = NextSockets.getsockopt(fd, SysSocket.SOL_SOCKET, optname, value, size);
        Errno.set(savedErrno);
        return failed == 0 ? value.getInt() : otherwise;
    }
}
