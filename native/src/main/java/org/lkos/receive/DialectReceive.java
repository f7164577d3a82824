// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.DivertedReceives;
import org.lkos.next.UserMemory;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.KnownRequests;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Unmanaged;

/**
 * Receives for sockets with a request in one of Onload's dialects, into control buffers of ours: the dialects' messages
 * are longer or shorter than the kernel's, and an application has room for its own. Comes between the doors and the real
 * functions from the first such request of the process on.
 */
@Unmanaged
public final class DialectReceive {
    private static final int CONTROL = 512;
    private static final int BATCH_CONTROL = 256;
    private static final int BATCH = 16;

    private DialectReceive() {}

    @Export(name = "entry_dialect_recvmsg")
    static long recvmsg(int fd, Address message, int flags) {
        int request = KnownRequests.of(fd);
        if (Dialect.of(request) == Dialect.STANDARD || !UserMemory.isReadableAgain(fd, message, msghdr.SIZE)) {
            return DivertedReceives.recvmsg(fd, message, flags);
        }
        msghdr original = message.toStructure();
        msghdr copy = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Address control = StackMemory.allocate(CONTROL, StackMemory.ALIGNED);
        lend(original, copy, control, CONTROL);
        long got = DivertedReceives.recvmsg(fd, copy.toAddress(), flags);
        if (got >= 0) {
            giveBack(fd, request, copy, original);
        }
        return got;
    }

    @Export(name = "entry_dialect_recvmmsg")
    static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        int request = KnownRequests.of(fd);
        if (Dialect.of(request) == Dialect.STANDARD) {
            return DivertedReceives.recvmmsg(fd, messages, count, flags, timeout);
        }
        int received = 0;
        int chunk = BATCH;
        int got = BATCH;
        int how = flags;
        while (got == chunk && received < count) {
            chunk = count - received < BATCH ? count - received : BATCH;
            got = receiveChunk(fd, request, messages.add((long) received * mmsghdr.SIZE), chunk, how, timeout);
            received += got > 0 ? got : 0;
            how = (flags & SysSocket.MSG_WAITFORONE) != 0 ? flags | SysSocket.MSG_DONTWAIT : flags;
        }
        return received > 0 ? received : got;
    }

    private static int receiveChunk(int fd, int request, Address messages, int count, int flags, Address timeout) {
        if (!UserMemory.isReadableAgain(fd, messages, (long) count * mmsghdr.SIZE)) {
            return DivertedReceives.recvmmsg(fd, messages, count, flags, timeout);
        }
        Address copies = StackMemory.allocate(BATCH * mmsghdr.SIZE, StackMemory.ALIGNED);
        Address controls = StackMemory.allocate(BATCH * BATCH_CONTROL, StackMemory.ALIGNED);
        for (int i = 0; i < count; i++) {
            lend(at(messages, i), at(copies, i), controls.add((long) i * BATCH_CONTROL), BATCH_CONTROL);
        }
        int got = DivertedReceives.recvmmsg(fd, copies, count, flags, timeout);
        for (int i = 0; i < got; i++) {
            mmsghdr copy = at(copies, i);
            mmsghdr original = at(messages, i);
            original.msg_len = copy.msg_len;
            giveBack(fd, request, copy, original);
        }
        return got;
    }

    /** A copy of the message with a control buffer of ours. */
    private static void lend(msghdr original, msghdr copy, Address control, long room) {
        Bytes.copy(original.toAddress(), copy.toAddress(), msghdr.SIZE);
        copy.msg_control = control;
        copy.msg_controllen = room;
    }

    /** What the kernel wrote into the copy, and the control data in the application's form. */
    private static void giveBack(int fd, int request, msghdr copy, msghdr original) {
        original.msg_namelen = copy.msg_namelen;
        DialectControl.translate(fd, request, copy, original);
    }

    private static mmsghdr at(Address messages, int index) {
        return messages.add((long) index * mmsghdr.SIZE).toStructure();
    }
}
