// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import static org.lkos.onload.OnloadExtensions.ONLOAD_SOF_TIMESTAMPING_STREAM;
import static org.lkos.onload.OnloadExtensionsTimestamping.ONLOAD_TIMESTAMPING_FLAG_RX_CPACKET;
import static org.lkos.onload.OnloadExtensionsTimestamping.ONLOAD_TIMESTAMPING_FLAG_RX_NIC;
import static org.lkos.onload.OnloadExtensionsTimestamping.ONLOAD_TIMESTAMPING_FLAG_TX_NIC;
import static org.lkos.onload.OnloadExtensionsTimestamping.PKTINFO;
import static org.lkos.onload.OnloadExtensionsTimestamping.SOF_TIMESTAMPING_OOEXT_TRAILER;
import static org.lkos.onload.OnloadExtensionsTimestamping.SO_TIMESTAMPING_OOEXT;
import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;

import org.lkos.endpoints.ServedSocket;
import org.lkos.log.Log;
import org.lkos.machine.StackMemory;
import org.lkos.next.DivertedReceives;
import org.lkos.next.NextOptions;
import org.lkos.next.NextSockets;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.ReceiveStamping;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.SocketLabel;
import org.lkos.timestamping.SocketRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Requests for stamps in Onload's own forms. */
@Unmanaged
public final class DialectOptions {
    private static final int INT = 4;
    private static final int STRUCT = 8;
    private static final int PLAIN_FLAGS = ONLOAD_TIMESTAMPING_FLAG_TX_NIC
            | ONLOAD_TIMESTAMPING_FLAG_RX_NIC
            | ONLOAD_TIMESTAMPING_FLAG_RX_CPACKET
            | PKTINFO;

    private DialectOptions() {}

    /** {@code onload_timestamping_request}: 0, or the negative errno. */
    public static int request(int fd, int flags) {
        if ((flags & ~PLAIN_FLAGS) != 0) {
            return -Errno.EINVAL;
        }
        if (NextOptions.get(fd, SysSocket.SO_TYPE, 0) == 0 || !ServedSocket.hasOwnStamps(fd)) {
            return -Errno.ENOTTY;
        }
        int request = Dialect.plain(flags);
        return flags == 0 ? clear(fd) : ask(fd, request, Request.flags(request));
    }

    /** As {@code setsockopt} of SO_TIMESTAMPING_OOEXT, errno included. */
    static int setRecords(int fd, Address optval, int optlen) {
        if (!ServedSocket.hasOwnStamps(fd)) {
            return NextSockets.setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING_OOEXT, optval, optlen);
        }
        if (optlen < INT || !UserMemory.isReadable(fd, optval, optlen == STRUCT ? STRUCT : INT)) {
            return NextSockets.setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING_OLD, Address.fromLong(0), optlen);
        }
        int flags = optval.getInt();
        if ((flags & ONLOAD_SOF_TIMESTAMPING_STREAM) != 0) {
            return Errno.fail(Errno.EINVAL);
        }
        if (TcpState.isBoundOnly(fd)) {
            return Errno.fail(Errno.ENOPROTOOPT);
        }
        int status = flags == 0 ? clear(fd) : ask(fd, Dialect.records(flags), flags & ~SOF_TIMESTAMPING_OOEXT_TRAILER);
        return status < 0 ? Errno.fail(-status) : 0;
    }

    /** As {@code getsockopt} of SO_TIMESTAMPING_OOEXT, errno included. */
    static int getRecords(int fd, Address optval, Address optlen) {
        if (!ServedSocket.hasOwnStamps(fd)) {
            return NextSockets.getsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING_OOEXT, optval, optlen);
        }
        int failed = NextSockets.getsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING_OLD, optval, optlen);
        int request = SocketRequest.read(fd);
        boolean records = Dialect.of(request) == Dialect.RECORDS;
        OptionValue.replaceKernels(fd, failed, optval, optlen, records ? Dialect.flags(request) : 0);
        return failed;
    }

    /** Asks the kernel for what serves the request; 0, or the negative errno with the former request kept. */
    static int ask(int fd, int request, int flags) {
        Address value = StackMemory.allocate(INT, StackMemory.ALIGNED);
        value.putInt(flags);
        int status = SocketRequest.write(fd, request, value, INT);
        if (status < 0) {
            return status;
        }
        KnownRequests.beginDialects();
        KnownRequests.beginGeneration();
        KnownRequests.remember(fd, request);
        DivertedReceives.begin();
        if (SocketRequest.stampsReceived(value.getInt())) {
            ReceiveStamping.await(fd);
        }
        Log.requestRewritten(fd, Dialect.flags(request), value.getInt());
        return 0;
    }

    private static int clear(int fd) {
        int status = NextOptions.set(fd, SO_TIMESTAMPING_OLD, 0);
        if (status == 0) {
            boolean cleared = SocketLabel.store(fd, SocketLabel.NONE);
            KnownRequests.beginGeneration();
            KnownRequests.remember(fd, Request.NONE);
        }
        return status;
    }
}
