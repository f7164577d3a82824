// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.DivertedReceives;
import org.lkos.next.UserMemory;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.OrderedRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Unmanaged;

/**
 * Receives for sockets with a request in one of Onload's dialects, into control buffers of ours: the dialects' messages
 * are longer or shorter than the kernel's, and an application has room for its own. The same for those with stamps that
 * only we asked for. Comes between the doors and the real functions from the first such request of the process on.
 */
@Unmanaged
public final class DialectReceive {
    private static final int CONTROL = 512;
    private static final int FLAGS = 48;

    private DialectReceive() {}

    @Export(name = "entry_dialect_recvmsg")
    static long recvmsg(int fd, Address message, int flags) {
        int request = KnownRequests.of(fd);
        if (!isTranslated(request, flags) || !isUsable(fd, message)) {
            return DivertedReceives.recvmsg(fd, message, flags);
        }
        msghdr original = message.toStructure();
        msghdr copy = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Address control = StackMemory.allocate(CONTROL, StackMemory.ALIGNED);
        lend(original, copy, control, CONTROL);
        long got = DivertedReceives.recvmsg(fd, copy.toAddress(), flags);
        original.msg_namelen = copy.msg_namelen;
        if (got >= 0) {
            DialectControl.translate(fd, request, copy, original);
        }
        return got;
    }

    /**
     * A message that took the direct way: a relative made the request, or it was made while the call waited. It is
     * translated as far as the application's own room goes, and the next will take this way.
     */
    static void adopt(int fd, int request, msghdr message) {
        DivertedReceives.begin();
        msghdr copy = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Address control = StackMemory.allocate(CONTROL, StackMemory.ALIGNED);
        long length = message.msg_controllen < CONTROL ? message.msg_controllen : CONTROL;
        lend(message, copy, control, length);
        Bytes.copy(message.msg_control, control, length);
        DialectControl.translate(fd, request, copy, message);
    }

    /** Whether the kernel's control data may not fit into an application's buffer. */
    static boolean isTranslated(int request, int flags) {
        boolean sent = (flags & SysSocket.MSG_ERRQUEUE) != 0;
        return Dialect.of(request) != Dialect.STANDARD || OrderedRequest.isOrdered(request) && !sent;
    }

    /** Whether the message is there; if not, the kernel is to say so. */
    static boolean isUsable(int fd, Address message) {
        return UserMemory.isReadableAgain(fd, message, msghdr.SIZE) && UserMemory.isWritableAgain(message.add(FLAGS));
    }

    /** A copy of the message with a control buffer of ours. */
    static void lend(msghdr original, msghdr copy, Address control, long room) {
        Bytes.copy(original.toAddress(), copy.toAddress(), msghdr.SIZE);
        copy.msg_control = control;
        copy.msg_controllen = room;
    }
}
