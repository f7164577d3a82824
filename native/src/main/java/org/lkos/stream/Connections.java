// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stream;

import org.lkos.fd.SocketCookie;
import org.lkos.fd.SocketKind;
import org.lkos.fd.StreamNote;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.NetinetTcp.tcp_info;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Unmanaged;

/** Which connection a TCP socket is, and whether it can be sent over. */
@Unmanaged
public final class Connections {
    private Connections() {}

    /** As {@link #state}. A number that is another socket now is noticed. */
    public static int check(int fd) {
        StreamNote note = StreamNote.of(fd);
        long identity = SocketCookie.ask(fd);
        if (note == null || note.cookie != identity || identity == 0) {
            SocketKind.forget(fd);
        }
        int status = state(fd);
        if (status == 0 && SocketKind.of(fd) == SocketKind.TCP && note != null) {
            note.cookie = identity;
        }
        return status;
    }

    /** 0 where it can be sent over; -ENOTCONN; -EPIPE where that has ended; -EBADF or -ESOCKTNOSUPPORT. */
    public static int state(int fd) {
        tcp_info info = StackMemory.allocate(tcp_info.SIZE, StackMemory.ALIGNED).toStructure();
        int status = NextOptions.getTcpInto(fd, NetinetTcp.TCP_INFO, info.toAddress(), tcp_info.SIZE);
        if (status != 0) {
            int kind = SocketKind.check(fd);
            return kind < 0 ? kind : -Errno.ENOTCONN;
        }
        switch (info.tcpi_state & 0xff) {
            case NetinetTcp.TCP_ESTABLISHED:
            case NetinetTcp.TCP_CLOSE_WAIT:
                return 0;
            case NetinetTcp.TCP_SYN_SENT:
            case NetinetTcp.TCP_SYN_RECV:
            case NetinetTcp.TCP_LISTEN:
            case NetinetTcp.TCP_CLOSE:
                return -Errno.ENOTCONN;
            default:
                return -Errno.EPIPE;
        }
    }

    /** The error that the socket has to tell, once; or -EPIPE. */
    public static int takeError(int fd) {
        int error = NextOptions.get(fd, SysSocket.SO_ERROR, 0);
        return error > 0 ? -error : -Errno.EPIPE;
    }

    /** A send failed: what was known may not hold any more. The result is the error, or that the number is no socket. */
    public static int failed(int fd, int error) {
        if (error == -Errno.EAGAIN || error == -Errno.EINTR) {
            return error;
        }
        StreamNote note = StreamNote.of(fd);
        if (note != null) {
            note.cookie = 0;
        }
        int kind = SocketKind.check(fd);
        return kind < 0 ? kind : error;
    }
}
