// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.SysSocket.MSG_ERRQUEUE;
import static org.lkos.posix.SysSocket.SCM_RIGHTS;
import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMP_NEW;

import org.lkos.machine.Bytes;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The control data of received messages: finds the messages whose type the kernel marked, and has {@link Stamps} show
 * them as the application asked. Only what the kernel wrote is read, and nothing else is written.
 */
@Unmanaged
public final class ControlMessages {
    private static final int DESCRIPTOR = 4;

    private ControlMessages() {}

    /** Whether any of {@code count} messages, one or more, has control data. */
    public static boolean any(Address messages, int count) {
        Address end = messages.add((long) count * mmsghdr.SIZE);
        Address at = messages;
        long found = 0;
        do {
            mmsghdr message = at.toStructure();
            found |= message.msg_controllen;
            at = at.add(mmsghdr.SIZE);
        } while (at.toLong() != end.toLong());
        return found != 0;
    }

    /** The same for {@code count} messages, and the result is {@code count}. */
    public static int rewriteAll(int fd, Address messages, int count) {
        Address end = messages.add((long) count * mmsghdr.SIZE);
        Address at = messages;
        while (at.toLong() != end.toLong()) {
            msghdr message = at.toStructure();
            if (message.msg_controllen != 0) {
                long got = rewrite(fd, message, count);
            }
            at = at.add(mmsghdr.SIZE);
        }
        return count;
    }

    /** Shows stamps as asked for. The result is {@code got}, so that a door can leave by this call. */
    public static long rewrite(int fd, msghdr message, long got) {
        Address at = message.msg_control;
        long left = message.msg_controllen;
        while (left >= cmsghdr.SIZE) {
            cmsghdr header = at.toStructure();
            long step = aligned(header.cmsg_len);
            if (header.cmsg_len < cmsghdr.SIZE) {
                return got;
            }
            left -= step;
            if (header.cmsg_level == SOL_SOCKET && rewrite(fd, message, header)) {
                remove(message, at, step, left);
            } else {
                at = at.add(step);
            }
        }
        return got;
    }

    /** Looks at one message of the socket level; whether nothing of it is left to show. */
    private static boolean rewrite(int fd, msghdr message, cmsghdr header) {
        if (Integer.compareUnsigned(header.cmsg_type - SO_TIMESTAMP_NEW, 2) <= 0) {
            return rewriteMarked(fd, message, header);
        }
        if (header.cmsg_type == SCM_RIGHTS) {
            forgetAll(header);
        }
        return false;
    }

    /** Descriptors that came with the message are other sockets than those that had their numbers before. */
    private static void forgetAll(cmsghdr rights) {
        Address descriptors = rights.toAddress().add(cmsghdr.SIZE);
        long size = rights.cmsg_len - cmsghdr.SIZE;
        for (long at = 0; at + DESCRIPTOR <= size; at += DESCRIPTOR) {
            KnownRequests.forget(descriptors.add(at).getInt());
        }
    }

    private static boolean rewriteMarked(int fd, msghdr message, cmsghdr header) {
        int request = KnownRequests.of(fd);
        if (request == Request.NONE) {
            return false;
        }
        if (header.cmsg_type != SO_TIMESTAMPING_NEW) {
            Stamps.chooseType(header, request);
            return false;
        }
        boolean sent = (message.msg_flags & MSG_ERRQUEUE) != 0;
        boolean shown = Stamps.place(header, request, sent);
        return !shown;
    }

    /** Moves what follows, {@code left} bytes, over a message of {@code step} bytes. */
    private static void remove(msghdr message, Address at, long step, long left) {
        if (left > 0) {
            Bytes.copy(at.add(step), at, left);
        }
        message.msg_controllen -= step < message.msg_controllen ? step : message.msg_controllen;
    }

    private static long aligned(long length) {
        return length + 7 & ~7L;
    }
}
