// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import org.lkos.fd.SocketKind;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.Signal;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** One message of a warm send: its length if it could be sent now, or the negative errno. */
@Unmanaged
final class WarmMessage {
    private WarmMessage() {}

    /** {@code call} is the application's, one of {@link SendProbe}'s. */
    static long answer(int fd, int kind, Address message, int flags, int call) {
        if (!MessageData.isReadable(fd, message, msghdr.SIZE)) {
            return -Errno.EFAULT;
        }
        msghdr header = message.toStructure();
        long length = MessageData.length(fd, header);
        if (length < 0) {
            return length;
        }
        int status = kind == SocketKind.UDP
                ? askDatagram(fd, header, length, flags, call)
                : askStream(fd, header, flags, call);
        if (status < 0) {
            return status;
        }
        return MessageData.isReadable(fd, header) ? length : -Errno.EFAULT;
    }

    /** On a stream no bytes are no packet, and all that is wrong with the connection is told, as ever. */
    private static int askStream(int fd, msghdr message, int flags, int call) {
        if ((NextOptions.getTcp(fd, NetinetTcp.TCP_INFO) & 0xff) == NetinetTcp.TCP_SYN_SENT) {
            // Its first send may be what begins to connect it.
            return breakPipe(flags);
        }
        int status = SendProbe.ask(fd, message, 0, flags, call);
        return status == -Errno.EAGAIN ? breakPipe(flags) : status;
    }

    /** No bytes would be a packet here. So there are as many as there shall be, and the kernel fails to read them. */
    private static int askDatagram(int fd, msghdr message, long length, int flags, int call) {
        if (!SendProbe.isHarmless(fd)) {
            return 0;
        }
        int status = SendProbe.ask(fd, message, length == 0 ? 1 : length, flags, call);
        boolean unread = status == -Errno.EFAULT && isReadableBesideData(fd, message);
        return unread || status == -Errno.EAGAIN ? 0 : status;
    }

    private static boolean isReadableBesideData(int fd, msghdr message) {
        int length = message.msg_namelen < SysSocket.LARGEST_ADDRESS ? message.msg_namelen : SysSocket.LARGEST_ADDRESS;
        return MessageData.isReadable(fd, message.msg_name, message.msg_name == null ? 0 : length)
                && MessageData.isReadable(fd, message.msg_control, message.msg_controllen);
    }

    /** A connection that is still being made is none yet: Onload's answer. The kernel would wait for it. */
    private static int breakPipe(int flags) {
        if ((flags & SysSocket.MSG_NOSIGNAL) == 0) {
            int process = SysSyscall.getpid();
            int thread = SysSyscall.gettid();
            long raised = SysSyscall.tgkill(process, thread, Signal.SIGPIPE);
        }
        return -Errno.EPIPE;
    }
}
