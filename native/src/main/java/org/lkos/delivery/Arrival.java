// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.DivertedReceives;
import org.lkos.posix.Errno;
import org.lkos.posix.Poll;
import org.lkos.posix.Poll.pollfd;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysSyscall;
import org.lkos.posix.Time.timespec;
import org.teavm.interop.Unmanaged;

/** Whether a datagram waits on a socket, and waiting for one, as the kernel waits in a receive call. */
@Unmanaged
final class Arrival {
    /** One has arrived, or had: another thread may be faster. */
    static final int ARRIVED = 1;

    /** None will: the socket was shut down, and what it holds is the last. */
    static final int ENDED = 0;

    private Arrival() {}

    /** Whether something waits now. */
    static boolean isThere(int fd) {
        return (poll(fd, Poll.POLLIN) & Poll.POLLIN) != 0;
    }

    /**
     * A look at the next datagram that copies nothing of it, so that the kernel minds O_NONBLOCK, SO_RCVTIMEO, signals and
     * errors of the socket. It is made by libc, where a thread that waits can be cancelled.
     *
     * @return one of the above, or a negative errno
     */
    static int await(int fd) {
        msghdr empty = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Bytes.zero(empty.toAddress(), msghdr.SIZE);
        int savedErrno = Errno.get();
        long length =
                DivertedReceives.unfilteredRecvmsg(fd, empty.toAddress(), SysSocket.MSG_PEEK | SysSocket.MSG_TRUNC);
        int status = length < 0 ? -Errno.get() : ARRIVED;
        Errno.set(savedErrno);
        if (length == 0 && (poll(fd, Poll.POLLRDHUP) & Poll.POLLRDHUP) != 0) {
            return ENDED;
        }
        return status;
    }

    private static int poll(int fd, short events) {
        pollfd asked = StackMemory.allocate(pollfd.SIZE, StackMemory.ALIGNED).toStructure();
        timespec noWait =
                StackMemory.allocate(timespec.SIZE, StackMemory.ALIGNED).toStructure();
        asked.fd = fd;
        asked.events = events;
        asked.revents = 0;
        noWait.tv_sec = 0;
        noWait.tv_nsec = 0;
        int savedErrno = Errno.get();
        long ready = SysSyscall.ppoll(asked.toAddress(), 1, noWait.toAddress());
        Errno.set(savedErrno);
        return asked.revents;
    }
}
