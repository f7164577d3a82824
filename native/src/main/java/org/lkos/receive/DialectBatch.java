// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import org.lkos.machine.StackMemory;
import org.lkos.next.DivertedReceives;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.Time.timespec;
import org.lkos.timestamping.KnownRequests;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Unmanaged;

/**
 * {@code recvmmsg} for {@link DialectReceive}, in chunks that fit into a frame. An error behind the first chunk is left
 * to the next call, which the kernel will tell it again.
 */
@Unmanaged
final class DialectBatch {
    private static final int CONTROL = 256;
    private static final int CHUNK = 16;

    private DialectBatch() {}

    @Export(name = "entry_dialect_recvmmsg")
    static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        int request = KnownRequests.of(fd);
        if (!DialectReceive.isTranslated(request, flags) || !isUsable(fd, timeout)) {
            return DivertedReceives.recvmmsg(fd, messages, count, flags, timeout);
        }
        int savedErrno = Errno.get();
        long wanted = count & 0xffffffffL;
        long received = 0;
        int chunk;
        int got;
        int how = flags;
        do {
            chunk = wanted - received < CHUNK ? (int) (wanted - received) : CHUNK;
            got = receive(fd, request, messages.add(received * mmsghdr.SIZE), chunk, how, timeout);
            received += got > 0 ? got : 0;
            how = (flags & SysSocket.MSG_WAITFORONE) != 0 ? flags | SysSocket.MSG_DONTWAIT : flags;
        } while (got == chunk && received < wanted && !isOver(timeout));
        if (received > 0) {
            Errno.set(savedErrno);
            return (int) received;
        }
        return got;
    }

    private static int receive(int fd, int request, Address messages, int count, int flags, Address timeout) {
        int usable = count;
        while (usable > 0 && !areUsable(fd, messages, usable)) {
            usable--;
        }
        if (usable == 0) {
            return DivertedReceives.recvmmsg(fd, messages, count, flags, timeout);
        }
        Address copies = StackMemory.allocate(CHUNK * mmsghdr.SIZE, StackMemory.ALIGNED);
        Address controls = StackMemory.allocate(CHUNK * CONTROL, StackMemory.ALIGNED);
        for (int i = 0; i < usable; i++) {
            DialectReceive.lend(at(messages, i), at(copies, i), controls.add((long) i * CONTROL), CONTROL);
        }
        int got = DivertedReceives.recvmmsg(fd, copies, usable, flags, timeout);
        // The kernel tells the length of a name even where it fails to write the name.
        mmsghdr first = at(messages, 0);
        mmsghdr firstCopy = at(copies, 0);
        first.msg_namelen = firstCopy.msg_namelen;
        for (int i = 0; i < got; i++) {
            mmsghdr original = at(messages, i);
            mmsghdr copy = at(copies, i);
            original.msg_namelen = copy.msg_namelen;
            original.msg_len = copy.msg_len;
            DialectControl.translate(fd, request, copy, original);
        }
        return got;
    }

    /** Whether messages are there, one or more; those between the first and the last are as they are. */
    private static boolean areUsable(int fd, Address messages, int count) {
        Address firstLength = messages.add(msghdr.SIZE);
        Address lastLength = firstLength.add((long) (count - 1) * mmsghdr.SIZE);
        return UserMemory.isReadableAgain(fd, messages, (long) count * mmsghdr.SIZE)
                && UserMemory.isWritableAgain(firstLength)
                && UserMemory.isWritableAgain(lastLength);
    }

    /** Whether the kernel can tell by {@code timeout} how much of it is left: if not, it shall say so after one call. */
    private static boolean isUsable(int fd, Address timeout) {
        if (timeout == null) {
            return true;
        }
        if (!UserMemory.isReadableAgain(fd, timeout, timespec.SIZE)) {
            return false;
        }
        timespec time = timeout.toStructure();
        long seconds = time.tv_sec;
        long nanoseconds = time.tv_nsec;
        if (!UserMemory.isOverwritable(fd, timeout, timespec.SIZE)) {
            return false;
        }
        time.tv_sec = seconds;
        time.tv_nsec = nanoseconds;
        return true;
    }

    private static boolean isOver(Address timeout) {
        if (timeout == null) {
            return false;
        }
        timespec left = timeout.toStructure();
        return left.tv_sec == 0 && left.tv_nsec == 0;
    }

    private static mmsghdr at(Address messages, int index) {
        return messages.add((long) index * mmsghdr.SIZE).toStructure();
    }
}
