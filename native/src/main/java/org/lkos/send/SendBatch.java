// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextSockets;
import org.lkos.next.UserMemory;
import org.lkos.posix.SysSocket.mmsghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Unmanaged;

/** {@code sendmmsg} of messages that may ask for stamps: sent from copies, a stack frame full of them at a time. */
@Unmanaged
public final class SendBatch {
    private static final int CHUNK = 16;
    private static final int CONTROL = 128;

    /** The kernel sends no more of one call, whatever the count. */
    private static final int LONGEST_BATCH = 1024;

    private SendBatch() {}

    /** As {@code sendmmsg}, errno included. */
    @Export(name = "entry_send_batch")
    public static int send(int fd, Address messages, int count, int flags) {
        if (!anyAsks(fd, messages, count)) {
            return NextSockets.sendmmsg(fd, messages, count, flags);
        }
        int wanted = Integer.compareUnsigned(count, LONGEST_BATCH) < 0 ? count : LONGEST_BATCH;
        int sent = 0;
        int chunk = 0;
        int got = 0;
        do {
            sent += got;
            chunk = wanted - sent < CHUNK ? wanted - sent : CHUNK;
            got = sendChunk(fd, messages.add((long) sent * mmsghdr.SIZE), chunk, flags);
        } while (got > 0 && sent + got < wanted);
        sent += got > 0 ? got : 0;
        return sent > 0 ? sent : got;
    }

    private static boolean anyAsks(int fd, Address messages, int count) {
        for (int i = 0; i < count && i < LONGEST_BATCH; i++) {
            if (SendRequests.asksForHardware(fd, messages.add((long) i * mmsghdr.SIZE))) {
                return true;
            }
        }
        return false;
    }

    /** Sends up to {@code count} messages: fewer where one does not fit in here, and that one alone. */
    private static int sendChunk(int fd, Address messages, int count, int flags) {
        Address copies = StackMemory.allocate(CHUNK * mmsghdr.SIZE, StackMemory.ALIGNED);
        Address controls = StackMemory.allocate(CHUNK * CONTROL, StackMemory.ALIGNED);
        int filled = 0;
        while (filled < count && copyMessage(fd, messages, copies, controls, filled)) {
            filled++;
        }
        if (filled == 0) {
            return sendAlone(fd, messages, flags);
        }
        int sent = NextSockets.sendmmsg(fd, copies, filled, flags);
        for (int i = 0; i < sent; i++) {
            mmsghdr copy = at(copies, i);
            mmsghdr original = at(messages, i);
            original.msg_len = copy.msg_len;
        }
        return sent;
    }

    private static boolean copyMessage(int fd, Address messages, Address copies, Address controls, int index) {
        mmsghdr original = at(messages, index);
        if (!UserMemory.isReadableAgain(fd, original.toAddress(), mmsghdr.SIZE)) {
            return false;
        }
        mmsghdr copy = at(copies, index);
        Bytes.copy(original.toAddress(), copy.toAddress(), mmsghdr.SIZE);
        if (!SendRequests.asksForHardware(fd, original.toAddress())) {
            return true;
        }
        if (original.msg_controllen > CONTROL) {
            return false;
        }
        SendRequests.rewriteInto(controls.add((long) index * CONTROL), copy);
        return true;
    }

    private static int sendAlone(int fd, Address message, int flags) {
        if (!SendRequests.asksForHardware(fd, message)) {
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

    private static mmsghdr at(Address messages, int index) {
        return messages.add((long) index * mmsghdr.SIZE).toStructure();
    }
}
