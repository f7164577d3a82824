// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import org.lkos.fd.SocketKind;
import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The control message by which a message names the interface that it leaves by, one of a bond's. Onload takes no notice of
 * a name that is none, whatever its length; the kernel refuses any. So it is left out, in a copy.
 */
@Unmanaged
final class NamedInterface {
    /** No more control data is taken over; only descriptors sent in bulk make so much. */
    private static final long LARGEST_KEPT = 4096;

    /** More than the kernel takes, which is a setting of the machine. */
    private static final long LARGEST_CONTROL = 1 << 20;

    private NamedInterface() {}

    /** As {@code sendmsg}, for a message that the kernel refused: without the name, or -1 and EINVAL if it has none. */
    static long sendWithout(int fd, Address message, int flags) {
        if (!canBeLookedAt(fd, message)) {
            return Errno.fail(Errno.EINVAL);
        }
        msghdr copy = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        Bytes.copy(message, copy.toAddress(), msghdr.SIZE);
        Address kept = StackMemory.allocate(room(copy), StackMemory.ALIGNED);
        if (!leaveOut(copy, kept) || SocketKind.check(fd) < 0) {
            return Errno.fail(Errno.EINVAL);
        }
        return SendRequests.send(fd, copy.toAddress(), flags);
    }

    private static boolean canBeLookedAt(int fd, Address message) {
        if (Confinement.isBegun() || !MessageData.isReadable(fd, message, msghdr.SIZE)) {
            return false;
        }
        msghdr header = message.toStructure();
        long length = header.msg_controllen;
        return length >= cmsghdr.SIZE
                && length <= LARGEST_CONTROL
                && MessageData.isReadable(fd, header.msg_control, length);
    }

    /** How much memory {@link #leaveOut} needs for a message. */
    static long room(msghdr message) {
        long length = message.msg_controllen;
        return Long.compareUnsigned(length, LARGEST_KEPT) < 0 ? length : LARGEST_KEPT;
    }

    /**
     * Takes all other control messages of a copied message over to {@code kept}; false, and the copy as it was, if the
     * name is not there, or the control data is not in order.
     */
    static boolean leaveOut(msghdr copy, Address kept) {
        Address at = copy.msg_control;
        long left = copy.msg_controllen;
        long room = room(copy);
        long used = 0;
        boolean found = false;
        while (left >= cmsghdr.SIZE) {
            cmsghdr header = at.toStructure();
            long size = header.cmsg_len;
            if (size < cmsghdr.SIZE || size > left) {
                return false;
            }
            long step = step(size, left);
            if (isName(header)) {
                found = true;
            } else if (step > room - used) {
                return false;
            } else {
                Bytes.copy(at, kept.add(used), step);
                used += step;
            }
            at = at.add(step);
            left -= step;
        }
        if (found) {
            copy.msg_control = kept;
            copy.msg_controllen = used;
        }
        return found;
    }

    /** To the next one; the last may end without padding. */
    private static long step(long size, long left) {
        long aligned = SysSocket.aligned(size);
        return aligned < left ? aligned : left;
    }

    private static boolean isName(cmsghdr header) {
        return header.cmsg_level == SysSocket.SOL_SOCKET && header.cmsg_type == SysSocket.SCM_TIMESTAMPING_PKTINFO;
    }
}
