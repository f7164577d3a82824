// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import org.lkos.machine.Branches;
import org.lkos.next.Confinement;
import org.lkos.next.SendPath;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Messages sent under watch: one that the kernel refuses for the interface it names is sent without the name. Watched are
 * the first messages of a process, all that follow one of these, and all once the process has asked whether it may name
 * interfaces, or has asked a socket for hardware stamps.
 */
@Unmanaged
@StaticInit
public final class WatchedSends {
    private static final int FIRST = 16;

    private static int seen;

    private WatchedSends() {}

    @Export(name = "entry_first_sendmsg")
    static long sendFirst(int fd, Address message, int flags) {
        long sent = send(fd, message, flags);
        count(sent);
        return sent;
    }

    @Export(name = "entry_first_sendmmsg")
    static int sendFirstBatch(int fd, Address messages, int count, int flags) {
        int sent = sendBatch(fd, messages, count, flags);
        count(sent);
        return sent;
    }

    /** What was not sent may have been refused for other reasons before it was looked at. */
    private static void count(long sent) {
        seen += sent > 0 ? 1 : 0;
        if (seen >= FIRST) {
            SendPath.straighten();
        }
    }

    /** As {@code sendmsg}, errno included. */
    @Export(name = "entry_watched_sendmsg")
    static long send(int fd, Address message, int flags) {
        int savedErrno = Errno.get();
        long sent = SendRequests.send(fd, message, flags);
        if (Branches.unlikely(sent < 0) && Errno.get() == Errno.EINVAL) {
            sent = sendWithoutName(fd, message, flags);
            if (sent >= 0) {
                Errno.set(savedErrno);
            }
        }
        return sent;
    }

    private static long sendWithoutName(int fd, Address message, int flags) {
        long sent = NamedInterface.sendWithout(fd, message, flags);
        if (sent >= 0) {
            SendPath.watch();
        }
        return sent;
    }

    /** As {@code sendmmsg}, errno included. */
    @Export(name = "entry_watched_sendmmsg")
    static int sendBatch(int fd, Address messages, int count, int flags) {
        int savedErrno = Errno.get();
        int wanted = SendBatch.length(count);
        int sent = 0;
        int got = 0;
        boolean goesOn = true;
        while (goesOn) {
            got = SendBatch.send(fd, messages.add((long) sent * mmsghdr.SIZE), wanted - sent, flags);
            sent += got > 0 ? got : 0;
            goesOn = Branches.unlikely(sent < wanted)
                    && stoppedAtMessage(got)
                    && SendBatch.isWhole(fd, messages, sent)
                    && sendStopped(fd, messages, sent, got < 0 ? flags : flags | SysSocket.MSG_NOSIGNAL);
            sent += goesOn ? 1 : 0;
            goesOn = goesOn && sent < wanted && SendBatch.isWhole(fd, messages, sent);
        }
        if (sent > 0) {
            Errno.set(savedErrno);
            return sent;
        }
        return got;
    }

    /** Whether the kernel may have refused one: it tells why only if no message before it was sent. */
    private static boolean stoppedAtMessage(int got) {
        return got >= 0 || Errno.get() == Errno.EINVAL;
    }

    /** Where the kernel does not tell why it refused one, that may have been a broken pipe, signalled already. */
    private static boolean sendStopped(int fd, Address messages, int index, int flags) {
        mmsghdr message = SendBatch.at(messages, index);
        if (Confinement.isBegun()
                || !MessageData.isReadable(fd, message.toAddress(), mmsghdr.SIZE)
                || !UserMemory.isWritableAgain(message.toAddress().add(msghdr.SIZE))) {
            return false;
        }
        long length = sendWithoutName(fd, message.toAddress(), flags);
        if (length >= 0) {
            message.msg_len = (int) length;
        }
        return length >= 0;
    }
}
