// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import static org.lkos.posix.SysSocket.MSG_DONTWAIT;
import static org.lkos.posix.SysSocket.MSG_WAITFORONE;

import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.DivertedReceives;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio;
import org.lkos.posix.Time.timespec;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code recvmmsg}, from the first filter on: a stack frame full of messages is received at a time, into copies. */
@Unmanaged
public final class FilteredBatch extends Structure {
    private static final int SIZE = 24;
    private static final int CHUNK = 32;
    private static final int LENGTH = 4;

    /** No application has anything there. */
    private static final long NOWHERE = -4096;

    Filter filter;
    Address timeout;
    int fd;
    int flags;

    /** On a descriptor that may have a filter: as {@code recvmmsg}, errno included. */
    public static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        Filter filter = StackMemory.allocate(Filter.SIZE, StackMemory.ALIGNED).toStructure();
        if (count == 0 || !FilteredDescriptors.takesFiltered(fd, flags, filter)) {
            return pass(fd, messages, count, flags, timeout);
        }
        if (Confinement.isBegun()) {
            int got = DivertedReceives.unfilteredRecvmmsg(fd, messages, count, flags, timeout);
            for (int i = 0; i < got; i++) {
                mmsghdr message = at(messages, i);
                long shown = Reception.showDelivered(filter, fd, message, message.msg_len & 0xffffffffL);
            }
            return got;
        }
        if (!isTime(fd, timeout)) {
            return pass(fd, messages, count, flags, timeout);
        }
        FilteredBatch batch =
                StackMemory.allocate(FilteredBatch.SIZE, StackMemory.ALIGNED).toStructure();
        batch.filter = filter;
        batch.timeout = timeout;
        batch.fd = fd;
        batch.flags = flags;
        boolean fewer = Integer.compareUnsigned(count, SysUio.UIO_MAXIOV) < 0;
        return batch.receive(messages, fewer ? count : SysUio.UIO_MAXIOV);
    }

    /** On any other. Messages may bring descriptors. */
    public static int pass(int fd, Address messages, int count, int flags, Address timeout) {
        int got = DivertedReceives.unfilteredRecvmmsg(fd, messages, count, flags, timeout);
        for (int i = 0; i < got; i++) {
            FilteredDescriptors.renewReceived(at(messages, i));
        }
        return got;
    }

    /** Whether it is nothing, or a time that the kernel reads and writes: with any other, what is received is lost. */
    private static boolean isTime(int fd, Address timeout) {
        return timeout == null
                || UserMemory.isReadableAgain(fd, timeout, timespec.SIZE) && UserMemory.isByteWritableAgain(timeout);
    }

    private int receive(Address messages, int wanted) {
        int savedErrno = Errno.get();
        int received = 0;
        int tried = 0;
        int got = 0;
        while (got == tried && received < wanted && !(received > 0 && isOver())) {
            Address rest = messages.add((long) received * mmsghdr.SIZE);
            int left = wanted - received < CHUNK ? wanted - received : CHUNK;
            tried = countUsable(rest, left);
            boolean faultFollows = tried < left && !isReadable(at(rest, tried).toAddress());
            got = tried == 0 ? receiveAsItIs(rest) : receiveTogether(rest, tried, faultFollows);
            tried = tried == 0 ? 1 : tried;
            received += got > 0 ? got : 0;
            flags |= (flags & MSG_WAITFORONE) != 0 ? MSG_DONTWAIT : 0;
        }
        if (received > 0) {
            Errno.set(savedErrno);
            return received;
        }
        return got;
    }

    /** Whether the time is up, which the kernel has written by now: it looks after each message that it received. */
    private boolean isOver() {
        timespec left = timeout.toStructure();
        return left != null && left.tv_sec == 0 && left.tv_nsec == 0;
    }

    /** How many messages, up to {@code count}, can be read and written: none where the first one cannot. */
    private int countUsable(Address messages, int count) {
        int usable = 0;
        while (usable < count && isUsable(at(messages, usable).toAddress())) {
            usable++;
        }
        return usable;
    }

    private boolean isUsable(Address message) {
        return isReadable(message)
                && UserMemory.isReadableAgain(fd, message.add(msghdr.SIZE), LENGTH)
                && UserMemory.isByteWritableAgain(message.add(msghdr.SIZE));
    }

    private boolean isReadable(Address message) {
        return UserMemory.isReadableAgain(fd, message, msghdr.SIZE);
    }

    private int receiveAsItIs(Address message) {
        return DivertedReceives.unfilteredRecvmmsg(fd, message, 1, flags, timeout);
    }

    /** Where a message follows that cannot be read, the kernel is given one too, for it tells the next call of that. */
    private int receiveTogether(Address messages, int count, boolean faultFollows) {
        Address copies = StackMemory.allocate((CHUNK + 1) * mmsghdr.SIZE, StackMemory.ALIGNED);
        Address receptions = StackMemory.allocate(CHUNK * Reception.SIZE, StackMemory.ALIGNED);
        Address names = StackMemory.allocate(CHUNK * Reception.NAME, StackMemory.ALIGNED);
        for (int i = 0; i < count; i++) {
            Reception reception = reception(receptions, i);
            // From above: what is begun later is deeper in the stack.
            Address name = names.add((CHUNK - 1L - i) * Reception.NAME);
            reception.begin(filter, fd, at(messages, i), at(copies, i), flags);
            reception.open(name);
        }
        if (faultFollows) {
            makeFaulty(at(copies, count));
        }
        int given = faultFollows ? count + 1 : count;
        int got = DivertedReceives.unfilteredRecvmmsg(fd, copies, given, flags, timeout);
        for (int i = 0; i < got; i++) {
            mmsghdr message = at(messages, i);
            long length = at(copies, i).msg_len & 0xffffffffL;
            message.msg_len = (int) reception(receptions, i).deliver(length);
        }
        for (int i = 0; i < count; i++) {
            reception(receptions, i).tellName();
            reception(receptions, i).close();
        }
        return got;
    }

    private static void makeFaulty(mmsghdr copy) {
        copy.msg_name = Address.fromLong(0);
        copy.msg_namelen = 0;
        copy.msg_iov = Address.fromLong(NOWHERE);
        copy.msg_iovlen = 1;
        copy.msg_control = Address.fromLong(0);
        copy.msg_controllen = 0;
    }

    private static Reception reception(Address receptions, int index) {
        return receptions.add((long) index * Reception.SIZE).toStructure();
    }

    private static mmsghdr at(Address messages, int index) {
        return messages.add((long) index * mmsghdr.SIZE).toStructure();
    }
}
