// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextSockets;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.timestamping.KnownRequests;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** {@code sendmmsg} of messages that may ask for stamps: sent from copies, a stack frame full of them at a time. */
@Unmanaged
final class SendBatch {
    private static final int CHUNK = 16;
    private static final int CONTROL = 128;

    /** The kernel sends no more of one call, whatever the count. */
    private static final int LONGEST_BATCH = 1024;

    private SendBatch() {}

    /** As {@code sendmmsg}, errno included. */
    static int send(int fd, Address messages, int count, int flags) {
        if (!KnownRequests.areSendsExpected() || !anyIsRewritten(fd, messages, count)) {
            return NextSockets.sendmmsg(fd, messages, count, flags);
        }
        int wanted = length(count);
        int savedErrno = Errno.get();
        int sent = 0;
        int tried = 0;
        int got = 0;
        while (got == tried && sent < wanted && isWhole(fd, messages, sent)) {
            Address rest = messages.add((long) sent * mmsghdr.SIZE);
            tried = countTogether(fd, rest, wanted - sent < CHUNK ? wanted - sent : CHUNK);
            got = tried == 0 ? sendAlone(fd, rest, flags) : sendTogether(fd, rest, tried, flags);
            tried = tried == 0 ? 1 : tried;
            sent += got > 0 ? got : 0;
        }
        if (sent > 0) {
            Errno.set(savedErrno);
            return sent;
        }
        return got;
    }

    /** How many messages of so many the kernel takes. */
    static int length(int count) {
        return Integer.compareUnsigned(count, LONGEST_BATCH) < 0 ? count : LONGEST_BATCH;
    }

    /** Whether all was taken of the last of {@code sent} messages; if not, the kernel sends no other. */
    static boolean isWhole(int fd, Address messages, int sent) {
        if (sent == 0) {
            return true;
        }
        mmsghdr last = at(messages, sent - 1);
        long length = MessageData.length(fd, last);
        return last.msg_len == (int) length;
    }

    private static boolean anyIsRewritten(int fd, Address messages, int count) {
        for (int i = 0; i < count && i < LONGEST_BATCH; i++) {
            if (!isAsItIs(fd, messages.add((long) i * mmsghdr.SIZE))) {
                return true;
            }
        }
        return false;
    }

    /** How many messages, up to {@code count}, can be copied into a frame: none where the first one cannot. */
    private static int countTogether(int fd, Address messages, int count) {
        int fitting = 0;
        while (fitting < count && fits(fd, at(messages, fitting))) {
            fitting++;
        }
        return fitting;
    }

    private static boolean fits(int fd, mmsghdr message) {
        return UserMemory.isReadableAgain(fd, message.toAddress(), mmsghdr.SIZE)
                && UserMemory.isWritableAgain(message.toAddress().add(msghdr.SIZE))
                && (message.msg_controllen <= CONTROL || isAsItIs(fd, message.toAddress()));
    }

    private static int sendTogether(int fd, Address messages, int count, int flags) {
        Address copies = StackMemory.allocate(CHUNK * mmsghdr.SIZE, StackMemory.ALIGNED);
        Address controls = StackMemory.allocate(CHUNK * CONTROL, StackMemory.ALIGNED);
        for (int i = 0; i < count; i++) {
            mmsghdr original = at(messages, i);
            mmsghdr copy = at(copies, i);
            Bytes.copy(original.toAddress(), copy.toAddress(), mmsghdr.SIZE);
            int records = SendRequests.recordsInstead(fd, original.toAddress());
            if (records != SentRequest.AS_IT_IS) {
                SendRequests.rewriteInto(controls.add((long) i * CONTROL), copy, records);
            }
        }
        int sent = NextSockets.sendmmsg(fd, copies, count, flags);
        for (int i = 0; i < sent; i++) {
            mmsghdr copy = at(copies, i);
            mmsghdr original = at(messages, i);
            original.msg_len = copy.msg_len;
        }
        return sent;
    }

    private static int sendAlone(int fd, Address message, int flags) {
        boolean writable = UserMemory.isWritableAgain(message.add(msghdr.SIZE));
        if (!writable || isAsItIs(fd, message)) {
            return NextSockets.sendmmsg(fd, message, 1, flags);
        }
        long length = SendRequests.send(fd, message, flags);
        if (length < 0) {
            return -1;
        }
        mmsghdr original = message.toStructure();
        original.msg_len = (int) length;
        return 1;
    }

    private static boolean isAsItIs(int fd, Address message) {
        return SendRequests.recordsInstead(fd, message) == SentRequest.AS_IT_IS;
    }

    static mmsghdr at(Address messages, int index) {
        return messages.add((long) index * mmsghdr.SIZE).toStructure();
    }
}
