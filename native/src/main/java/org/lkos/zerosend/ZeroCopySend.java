// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerosend;

import org.lkos.endpoints.ServedSocket;
import org.lkos.fd.SocketKind;
import org.lkos.next.UserMemory;
import org.lkos.onload.OnloadExtensionsZc;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_iovec;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_mmsg;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * {@code onload_zc_send}: what is sent is copied by the kernel, and the buffers go back to the pool at once. On TCP each
 * buffer is taken wholly or not at all; on UDP a message is a datagram.
 */
@Unmanaged
public final class ZeroCopySend {
    private ZeroCopySend() {}

    /**
     * The number of messages that got an {@code rc}; none does after one that was not sent wholly, or that cannot be read or
     * written. -EFAULT where that is the first.
     */
    public static int send(Address messages, int count, int flags) {
        if (count <= 0) {
            return 0;
        }
        for (int i = 0; i < count; i++) {
            onload_zc_mmsg message =
                    messages.add((long) i * onload_zc_mmsg.SIZE).toStructure();
            if (!UserMemory.wasOverwritable(message.toAddress(), onload_zc_mmsg.SIZE)) {
                return i == 0 ? -Errno.EFAULT : i;
            }
            boolean whole = sendOne(message, flags);
            if (!whole) {
                return i + 1;
            }
        }
        return count;
    }

    /** Whether all of the message was sent, and there was anything in it. */
    private static boolean sendOne(onload_zc_mmsg message, int flags) {
        int kind = ServedSocket.kind(message.fd);
        int status = check(message, kind, flags);
        if (status != 0 || message.msg_iovlen == 0) {
            message.rc = status;
            return false;
        }
        boolean whole = send(message, kind, flags);
        if (isOfOtherKind(message.rc)) {
            int now = SocketKind.check(message.fd);
            if (now < 0) {
                message.rc = now;
            } else if (now != kind) {
                whole = send(message, now, flags);
            }
        }
        return whole;
    }

    private static int check(onload_zc_mmsg message, int kind, int flags) {
        if (kind < 0) {
            return kind;
        }
        if ((flags & ~OnloadExtensionsZc.ONLOAD_ZC_SEND_FLAGS_MASK) != 0) {
            return -Errno.EINVAL;
        }
        long most = Long.MAX_VALUE / onload_zc_iovec.SIZE;
        boolean countable = Long.compareUnsigned(message.msg_iovlen, most) <= 0;
        long size = message.msg_iovlen * onload_zc_iovec.SIZE;
        if (size == 0) {
            return 0;
        }
        boolean readable = countable && UserMemory.wasReadable(message.fd, message.iov, size);
        return readable ? 0 : SocketKind.fault(message.fd);
    }

    private static boolean send(onload_zc_mmsg message, int kind, int flags) {
        if ((flags & OnloadExtensionsZc.ONLOAD_MSG_WARM) != 0) {
            message.rc = WarmedBuffer.answer(message, flags);
            return message.rc > 0;
        }
        return kind == SocketKind.UDP ? SentDatagram.send(message, flags) : SentStream.send(message, flags);
    }

    /** What calls of TCP and UDP say of other sockets, and of no descriptor. */
    private static boolean isOfOtherKind(int rc) {
        return rc == -Errno.EBADF || rc == -Errno.ENOTSOCK || rc == -Errno.EOPNOTSUPP || rc == -Errno.ENOPROTOOPT;
    }
}
