// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_SOFTWARE;
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
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Unmanaged;

/**
 * Stamps asked for one message at a time, by a control message SO_TIMESTAMPING on send. A wish for a hardware stamp is
 * sent on as one for a software stamp, in a copy: what the application owns is never written. Nothing is looked at
 * before a socket of the process asked to be shown hardware stamps.
 */
@Unmanaged
public final class SendRequests {
    private static final int REQUEST_LENGTH = cmsghdr.SIZE + 4;

    /** Longer control data, which only descriptors sent in bulk make, goes on as it is. */
    private static final int LARGEST_CONTROL = 4096;

    private SendRequests() {}

    /** As {@code sendmsg}, errno included. */
    @Export(name = "entry_send_request")
    public static long send(int fd, Address message, int flags) {
        if (!asksForHardware(fd, message)) {
            return NextSockets.sendmsg(fd, message, flags);
        }
        msghdr original = message.toStructure();
        msghdr copy = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Address control = StackMemory.allocate(original.msg_controllen, StackMemory.ALIGNED);
        Bytes.copy(message, copy.toAddress(), msghdr.SIZE);
        rewriteInto(control, copy);
        return NextSockets.sendmsg(fd, copy.toAddress(), flags);
    }

    /** Whether a message, of which nothing is known, asks for a hardware stamp that its socket will show. */
    static boolean asksForHardware(int fd, Address message) {
        if (Confinement.isBegun() || !UserMemory.isReadableAgain(fd, message, msghdr.SIZE)) {
            return false;
        }
        msghdr header = message.toStructure();
        long length = header.msg_controllen;
        return length >= REQUEST_LENGTH
                && length <= LARGEST_CONTROL
                && UserMemory.isReadableAgain(fd, header.msg_control, length)
                && asksForHardware(fd, header.msg_control, length);
    }

    private static boolean asksForHardware(int fd, Address control, long length) {
        Address request = find(control, length);
        if (request == null) {
            return false;
        }
        if ((request.add(cmsghdr.SIZE).getInt() & SOF_TIMESTAMPING_TX_HARDWARE) != 0) {
            return SentRequest.willShowHardware(fd);
        }
        SentRequest.willShowSoftware(fd);
        return false;
    }

    /** Points a copied message to {@code control}, memory of ours, and fills that with its control data, rewritten. */
    static void rewriteInto(Address control, msghdr copy) {
        Bytes.copy(copy.msg_control, control, copy.msg_controllen);
        copy.msg_control = control;
        Address request = find(control, copy.msg_controllen);
        Address flags = request.add(cmsghdr.SIZE);
        int asked = flags.getInt();
        flags.putInt(asked & ~SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_TX_SOFTWARE);
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
