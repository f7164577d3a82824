// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.endpoints.ServedSocket;
import org.lkos.fd.SocketKind;
import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Receives into buffers of the pool. Every socket is the kernel's, and all it receives comes by {@link #receive}. */
@Unmanaged
public final class ZeroCopyReceive {
    private ZeroCopyReceive() {}

    /** {@code onload_zc_recv}: 0 for UDP, the number of bytes for TCP, or a negative errno. */
    public static int receive(int fd, Address arguments) {
        int kind = ServedSocket.kind(fd);
        if (kind < 0) {
            return kind;
        }
        Recipient to = StackMemory.allocate(Recipient.SIZE, StackMemory.ALIGNED).toStructure();
        int status = to.open(fd, arguments);
        if (status == 0) {
            status = kind == SocketKind.UDP ? DatagramReceive.receive(to) : StreamReceive.receive(to);
        }
        if (status != -Errno.ENOTSOCK && status != -Errno.EBADF) {
            return status;
        }
        int kindNow = SocketKind.check(fd);
        return kindNow < 0 ? kindNow : status;
    }

    /** Gives all memory back but the buffers'. Done when the library is unloaded. */
    public static void unmap() {
        Lanes.unmapAll();
    }

    /** {@code onload_recvmsg_kernel}: there is no half of the socket besides, so nothing ever waits in it. */
    public static int receiveFromKernel(int fd) {
        int kind = ServedSocket.check(fd);
        if (kind == SocketKind.UDP) {
            return Errno.fail(Errno.EAGAIN);
        }
        return kind == SocketKind.TCP ? -Errno.EOPNOTSUPP : kind;
    }

    /** {@code onload_zc_await_stack_sync}: nothing is sent from memory that the application may change. */
    public static int awaitStackSync(int fd) {
        int kind = ServedSocket.check(fd);
        if (kind < 0) {
            return kind == -Errno.EBADF ? -Errno.EINVAL : kind;
        }
        return 0;
    }
}
