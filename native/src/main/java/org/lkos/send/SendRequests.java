// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextSockets;
import org.lkos.next.UserMemory;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.timestamping.KnownRequests;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Stamps asked for one message at a time, by a control message SO_TIMESTAMPING on send. What the kernel is to be asked
 * instead goes in a copy: what the application owns is never written. Nothing is looked at before a socket of the
 * process asked to be shown hardware stamps.
 */
@Unmanaged
final class SendRequests {
    private static final int REQUEST_LENGTH = cmsghdr.SIZE + 4;

    /** Longer control data, which only descriptors sent in bulk make, goes on as it is. */
    private static final int LARGEST_CONTROL = 4096;

    private SendRequests() {}

    /** As {@code sendmsg}, errno included. */
    static long send(int fd, Address message, int flags) {
        int records = KnownRequests.areSendsExpected() ? recordsInstead(fd, message) : SentRequest.AS_IT_IS;
        if (records == SentRequest.AS_IT_IS) {
            return NextSockets.sendmsg(fd, message, flags);
        }
        msghdr original = message.toStructure();
        msghdr copy = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Address control = StackMemory.allocate(original.msg_controllen, StackMemory.ALIGNED);
        Bytes.copy(message, copy.toAddress(), msghdr.SIZE);
        rewriteInto(control, copy, records);
        return NextSockets.sendmsg(fd, copy.toAddress(), flags);
    }

    /** What to ask the kernel for, for a message of which nothing is known, or {@link SentRequest#AS_IT_IS}. */
    static int recordsInstead(int fd, Address message) {
        if (Confinement.isBegun() || !UserMemory.isReadableAgain(fd, message, msghdr.SIZE)) {
            return SentRequest.AS_IT_IS;
        }
        msghdr header = message.toStructure();
        long length = header.msg_controllen;
        boolean readable = length >= REQUEST_LENGTH
                && length <= LARGEST_CONTROL
                && UserMemory.isReadableAgain(fd, header.msg_control, length);
        Address request = readable ? find(header.msg_control, length) : Address.fromLong(0);
        return request == null
                ? SentRequest.AS_IT_IS
                : SentRequest.recordsInstead(fd, request.add(cmsghdr.SIZE).getInt());
    }

    /** Points a copied message to {@code control}, memory of ours, and fills that with its control data, rewritten. */
    static void rewriteInto(Address control, msghdr copy, int records) {
        Bytes.copy(copy.msg_control, control, copy.msg_controllen);
        copy.msg_control = control;
        Address request = find(control, copy.msg_controllen);
        request.add(cmsghdr.SIZE).putInt(records);
    }

    /** The control message that asks for a stamp, or null. */
    private static Address find(Address control, long length) {
        Address at = control;
        long left = length;
        while (left >= REQUEST_LENGTH) {
            cmsghdr header = at.toStructure();
            long size = header.cmsg_len;
            if (size < cmsghdr.SIZE || size > left) {
                return null;
            }
            if (isRequest(header)) {
                return at;
            }
            long step = SysSocket.aligned(size);
            at = at.add(step);
            left -= step;
        }
        return null;
    }

    private static boolean isRequest(cmsghdr header) {
        return header.cmsg_level == SOL_SOCKET
                && (header.cmsg_type == SO_TIMESTAMPING_OLD || header.cmsg_type == SO_TIMESTAMPING_NEW)
                && header.cmsg_len == REQUEST_LENGTH;
    }
}
