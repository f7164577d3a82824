// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import static org.lkos.posix.SysSocket.MSG_ERRQUEUE;
import static org.lkos.posix.SysSocket.SCM_RIGHTS;
import static org.lkos.posix.SysSocket.SCM_TIMESTAMPING_OPT_STATS;
import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;
import static org.lkos.posix.SysSocket.SO_TIMESTAMP_NEW;

import org.lkos.machine.Atomics;
import org.lkos.machine.Bytes;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.Stamps;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Unmanaged;

/**
 * The control data of received messages: finds the messages whose type the kernel marked, and has {@link Stamps} show
 * them as the application asked. Only what the kernel wrote is read, and nothing else is written.
 */
@Unmanaged
public final class ControlMessages {
    private static final int DESCRIPTOR = 4;

    /** A {@code struct scm_timestamping} with its header. */
    private static final int STAMP_LENGTH = 64;

    /** What became of a control message; {@code TRANSLATED}: all of them are in the form asked for. */
    private static final int KEPT = 0;

    private static final int HIDDEN = 1;
    private static final int TRANSLATED = 2;

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

    /**
     * Shows stamps as asked for.
     *
     * @param kept where the door keeps its descriptor
     * @return {@code got}, so that the door can leave by this call
     */
    public static long rewrite(Address kept, msghdr message, long got) {
        cmsghdr header = firstStamp(message);
        if (header != null) {
            if (header.cmsg_type == SO_TIMESTAMPING_OLD) {
                return got;
            }
            if (header.cmsg_type == SO_TIMESTAMPING_NEW && isReceived(message)) {
                int request = KnownRequests.usual(Atomics.loadRelaxed(kept));
                if (request != Request.NONE) {
                    Stamps.placeUsual(header, request);
                    return got;
                }
            }
        }
        return rewriteEach(Atomics.loadRelaxed(kept), message, got);
    }

    /** The same for {@code count} messages, and the result is {@code count}. */
    public static int rewriteAll(int fd, Address messages, int count) {
        int request = KnownRequests.usual(fd);
        Address end = messages.add((long) count * mmsghdr.SIZE);
        Address at = messages;
        while (at.toLong() != end.toLong()) {
            msghdr message = at.toStructure();
            if (message.msg_controllen != 0 && !rewriteUsual(message, request)) {
                long got = rewriteEach(fd, message, count);
                request = KnownRequests.usual(fd);
            }
            at = at.add(mmsghdr.SIZE);
        }
        return count;
    }

    /** One message of a batch with this request for all of it; whether there is nothing left to do. */
    private static boolean rewriteUsual(msghdr message, int request) {
        cmsghdr header = firstStamp(message);
        if (header == null) {
            return false;
        }
        if (header.cmsg_type == SO_TIMESTAMPING_NEW && request != Request.NONE && isReceived(message)) {
            Stamps.placeUsual(header, request);
            return true;
        }
        return header.cmsg_type == SO_TIMESTAMPING_OLD;
    }

    private static boolean isReceived(msghdr message) {
        return (message.msg_flags & MSG_ERRQUEUE) == 0;
    }

    /** The first control message if it has a stamp's size and level, or null: behind a stamp there is none of ours. */
    private static cmsghdr firstStamp(msghdr message) {
        cmsghdr header = message.msg_control.toStructure();
        boolean fits = header.cmsg_len == STAMP_LENGTH && header.cmsg_level == SOL_SOCKET;
        return fits ? header : Address.fromLong(0).toStructure();
    }

    @Export(name = "entry_rewrite_each")
    public static long rewriteEach(int fd, msghdr message, long got) {
        Address at = message.msg_control;
        long left = message.msg_controllen;
        boolean hidden = false;
        while (left >= cmsghdr.SIZE) {
            cmsghdr header = at.toStructure();
            long step = SysSocket.aligned(header.cmsg_len);
            if (header.cmsg_len < cmsghdr.SIZE) {
                return got;
            }
            left -= step;
            // Statistics come with a stamp, and go with one that nobody asked to see.
            boolean statistics = header.cmsg_level == SOL_SOCKET && header.cmsg_type == SCM_TIMESTAMPING_OPT_STATS;
            int outcome = header.cmsg_level == SOL_SOCKET ? rewrite(fd, message, header) : KEPT;
            if (outcome == TRANSLATED) {
                return got;
            }
            if (outcome == HIDDEN || statistics && hidden) {
                hidden = true;
                remove(message, at, step, left);
            } else {
                at = at.add(step);
            }
        }
        return got;
    }

    /** Looks at one message of the socket level. */
    private static int rewrite(int fd, msghdr message, cmsghdr header) {
        if (Integer.compareUnsigned(header.cmsg_type - SO_TIMESTAMP_NEW, 2) <= 0) {
            return rewriteMarked(fd, message, header);
        }
        if (header.cmsg_type == SCM_RIGHTS) {
            forgetAll(header);
        }
        return KEPT;
    }

    /** Descriptors that came with the message are other sockets than those that had their numbers before. */
    private static void forgetAll(cmsghdr rights) {
        Address descriptors = rights.toAddress().add(cmsghdr.SIZE);
        long size = rights.cmsg_len - cmsghdr.SIZE;
        for (long at = 0; at + DESCRIPTOR <= size; at += DESCRIPTOR) {
            KnownRequests.forget(descriptors.add(at).getInt());
        }
    }

    private static int rewriteMarked(int fd, msghdr message, cmsghdr header) {
        int request = KnownRequests.of(fd);
        if (request == Request.NONE) {
            return KEPT;
        }
        if (Dialect.of(request) != Dialect.STANDARD) {
            DialectReceive.adopt(fd, request, message);
            return TRANSLATED;
        }
        if (header.cmsg_type != SO_TIMESTAMPING_NEW) {
            Stamps.chooseType(header, request);
            return KEPT;
        }
        boolean sent = !isReceived(message);
        int shownAs = sent ? SentMoment.requestFor(request, message, header) : request;
        boolean shown = Stamps.place(header, shownAs, sent);
        return shown ? KEPT : HIDDEN;
    }

    /** Moves what follows, {@code left} bytes, over a message of {@code step} bytes. */
    private static void remove(msghdr message, Address at, long step, long left) {
        if (left > 0) {
            Bytes.copy(at.add(step), at, left);
        }
        // One that was cut off ends without its padding.
        message.msg_controllen -= left < 0 ? step + left : step;
    }
}
