// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import org.lkos.fd.SocketKind;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextSockets;
import org.lkos.next.SendPath;
import org.lkos.next.UserMemory;
import org.lkos.onload.OnloadExtensions;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;

/**
 * Sends with MSG_WARM, of which nothing may ever leave: the answer is the length, or the error that the same send would
 * give without the flag. The flag means nothing to the kernel, so it goes on where Onload would leave the socket to it,
 * and never over TCP or UDP.
 */
@Unmanaged
public final class WarmSends {
    private WarmSends() {}

    @NoSideEffects
    public static boolean areAskedFor(int flags) {
        return (flags & OnloadExtensions.ONLOAD_MSG_WARM) != 0;
    }

    /** As {@code send}, errno included. */
    @Export(name = "entry_warm_send")
    public static long send(int fd, Address data, long size, int flags) {
        return sendto(fd, data, size, flags, Address.fromLong(0), 0);
    }

    /** As {@code sendto}, errno included. */
    @Export(name = "entry_warm_sendto")
    public static long sendto(int fd, Address data, long size, int flags, Address name, int length) {
        int kind = kindOf(fd);
        if (kind < 0) {
            return NextSockets.sendto(fd, data, size, flags, name, length);
        }
        iovec part = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        part.iov_base = data;
        part.iov_len = MessageData.capped(size);
        msghdr message = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        message.msg_name = name;
        message.msg_namelen = length;
        message.msg_iov = part.toAddress();
        message.msg_iovlen = 1;
        message.msg_control = Address.fromLong(0);
        message.msg_controllen = 0;
        int savedErrno = Errno.get();
        return result(WarmMessage.answer(fd, kind, message.toAddress(), flags, SendProbe.SENDTO), savedErrno);
    }

    /** As {@code sendmsg}, errno included. */
    @Export(name = "entry_warm_sendmsg")
    public static long sendmsg(int fd, Address message, int flags) {
        int kind = kindOf(fd);
        if (kind < 0) {
            return SendPath.sendmsg(fd, message, flags);
        }
        int savedErrno = Errno.get();
        return result(WarmMessage.answer(fd, kind, message, flags, SendProbe.SENDMSG), savedErrno);
    }

    /** As {@code sendmmsg}, errno included. */
    @Export(name = "entry_warm_sendmmsg")
    public static int sendmmsg(int fd, Address messages, int count, int flags) {
        int kind = kindOf(fd);
        if (kind < 0) {
            return SendPath.sendmmsg(fd, messages, count, flags);
        }
        int savedErrno = Errno.get();
        int wanted = SendBatch.length(count);
        int answered = 0;
        long answer = 0;
        while (answer >= 0 && answered < wanted) {
            answer = answerInto(fd, kind, messages.add((long) answered * mmsghdr.SIZE), flags);
            answered += answer < 0 ? 0 : 1;
        }
        return (int) result(answered > 0 ? answered : answer, savedErrno);
    }

    /**
     * For a call that sends of itself: the length of a message, or the negative errno, also for what is neither TCP nor UDP;
     * errno stays as it was.
     */
    public static long answer(int fd, Address message, int flags) {
        int kind = kindOf(fd);
        int savedErrno = Errno.get();
        long answer = kind < 0 ? kind : WarmMessage.answer(fd, kind, message, flags, SendProbe.SENDMSG);
        Errno.set(savedErrno);
        return answer;
    }

    private static long answerInto(int fd, int kind, Address message, int flags) {
        long answer = WarmMessage.answer(fd, kind, message, flags, SendProbe.SENDMMSG);
        if (answer < 0) {
            return answer;
        }
        if (!Confinement.isBegun() && !UserMemory.isWritableAgain(message.add(msghdr.SIZE))) {
            return -Errno.EFAULT;
        }
        mmsghdr header = message.toStructure();
        header.msg_len = (int) answer;
        return answer;
    }

    /** A confined process makes no calls of another kind: what it sends over stays unknown, and nothing leaves. */
    private static int kindOf(int fd) {
        return Confinement.isBegun() ? SocketKind.UDP : SocketKind.check(fd);
    }

    private static long result(long answer, int savedErrno) {
        Errno.set(answer < 0 ? (int) -answer : savedErrno);
        return answer < 0 ? -1 : answer;
    }
}
