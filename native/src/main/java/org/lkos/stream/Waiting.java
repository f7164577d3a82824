// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stream;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextDescriptors;
import org.lkos.next.NextOptions;
import org.lkos.next.NextPolls;
import org.lkos.posix.Errno;
import org.lkos.posix.Fcntl;
import org.lkos.posix.Poll;
import org.lkos.posix.Poll.pollfd;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSyscall;
import org.lkos.posix.Time.timespec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Waiting for room in a send queue, outside of the send itself. */
@Unmanaged
final class Waiting {
    private static final long NANOS_PER_MICRO = 1000;

    private Waiting() {}

    /** Whether a send over the descriptor, with these flags, would wait. */
    static boolean isWanted(int fd, int flags) {
        if ((flags & SysSocket.MSG_DONTWAIT) != 0) {
            return false;
        }
        int status = NextDescriptors.fcntl(fd, Fcntl.F_GETFL, Address.fromLong(0));
        return status >= 0 && (status & Fcntl.O_NONBLOCK) == 0;
    }

    /** 0 when there is room or an error to be told; -EAGAIN when SO_SNDTIMEO has passed; -EINTR after a signal. A point of cancellation. */
    static int untilRoom(int fd) {
        timespec limit =
                StackMemory.allocate(timespec.SIZE, StackMemory.ALIGNED).toStructure();
        limit.tv_sec = 0;
        limit.tv_nsec = 0;
        int status = NextOptions.getInto(fd, SysSocket.SO_SNDTIMEO, limit.toAddress(), timespec.SIZE);
        // Until here a struct timeval.
        limit.tv_nsec *= NANOS_PER_MICRO;
        boolean forever = limit.tv_sec == 0 && limit.tv_nsec == 0;
        pollfd room = StackMemory.allocate(pollfd.SIZE, StackMemory.ALIGNED).toStructure();
        prepare(room, fd);
        int savedErrno = Errno.get();
        long ready = NextPolls.ppoll(room.toAddress(), 1, forever ? Address.fromLong(0) : limit.toAddress());
        int result = ready > 0 ? 0 : ready == 0 ? -Errno.EAGAIN : -Errno.get();
        Errno.set(savedErrno);
        return result;
    }

    /** However long it takes, and whatever signals come; a thread that is cancelled waits, too. */
    static void untilRoomAtLast(int fd) {
        pollfd room = StackMemory.allocate(pollfd.SIZE, StackMemory.ALIGNED).toStructure();
        int savedErrno = Errno.get();
        long ready = -1;
        while (ready < 0) {
            prepare(room, fd);
            ready = SysSyscall.ppoll(room.toAddress(), 1, Address.fromLong(0));
            boolean interrupted = ready < 0 && Errno.get() == Errno.EINTR;
            ready = interrupted ? -1 : 0;
        }
        Errno.set(savedErrno);
    }

    private static void prepare(pollfd room, int fd) {
        room.fd = fd;
        room.events = Poll.POLLOUT;
        room.revents = 0;
    }
}
