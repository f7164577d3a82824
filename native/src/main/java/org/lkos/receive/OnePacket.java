// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import static org.lkos.onload.OnloadExtensions.ONLOAD_MSG_ONEPKT;
import static org.lkos.posix.SysSocket.MSG_DONTWAIT;
import static org.lkos.posix.SysSocket.MSG_ERRQUEUE;
import static org.lkos.posix.SysSocket.MSG_OOB;
import static org.lkos.posix.SysSocket.MSG_PEEK;
import static org.lkos.posix.SysSocket.MSG_WAITALL;

import org.lkos.emulation.Emulation;
import org.lkos.endpoints.EndpointAnswers;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.lkos.next.NextReceives;
import org.lkos.posix.Errno;
import org.lkos.posix.LinuxTcp;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.SysSocket;
import org.lkos.timestamping.DataPeek;
import org.lkos.timestamping.HeldStamping;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.OrderedRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * ONLOAD_MSG_ONEPKT under emulation: a read of a TCP stream ends where the first unread packet does, as far as that can be
 * told. What came at another time is another packet, and none is longer than the longest that the peer sends. Packets
 * that the kernel has put together before they were read have one time; of those, no more than that length is read.
 */
@Unmanaged
public final class OnePacket {
    private OnePacket() {}

    /** Whether it means anything to this read. Confined processes are not asked. */
    public static boolean isAsked(int fd, int flags) {
        boolean data = (flags & (MSG_OOB | MSG_ERRQUEUE)) == 0;
        return isSet(flags) && data && !Confinement.isBegun() && isStream(fd);
    }

    /** The flags that the kernel gets. */
    public static int without(int flags) {
        return isSet(flags) ? flags & ~ONLOAD_MSG_ONEPKT : flags;
    }

    /**
     * How much of a stream to read where {@code size} bytes are asked for. Waits for data as the read would.
     *
     * @return a size, or a negative errno
     */
    public static long limit(int fd, long size, int flags) {
        if ((flags & MSG_WAITALL) != 0) {
            return -Errno.EINVAL;
        }
        HeldStamping.begin();
        if (!OrderedRequest.isOrdered(KnownRequests.of(fd))) {
            boolean begun = OrderedRequest.begin(fd);
        }
        Address byteRoom = StackMemory.allocate(8, StackMemory.ALIGNED);
        int savedErrno = Errno.get();
        long got = size == 0 ? 0 : NextReceives.recv(fd, byteRoom, 1, flags & MSG_DONTWAIT | MSG_PEEK);
        int error = Errno.get();
        Errno.set(savedErrno);
        if (got < 0) {
            return -error;
        }
        return got == 0 ? size : packet(fd, size);
    }

    /** The length of the first packet, up to {@code size}. */
    private static long packet(int fd, long size) {
        Address info = StackMemory.allocate(LinuxTcp.SIZEOF_TCP_INFO, StackMemory.ALIGNED);
        int known = NextOptions.getTcpInfo(fd, info, LinuxTcp.SIZEOF_TCP_INFO);
        long longest =
                known > LinuxTcp.TCPI_RCV_MSS ? info.add(LinuxTcp.TCPI_RCV_MSS).getInt() : 0;
        long most = size > 0 && size < DataPeek.ALL ? size : DataPeek.ALL;
        if (longest > 0 && longest < most) {
            most = longest;
        }
        DataPeek peek = StackMemory.allocate(DataPeek.SIZE, StackMemory.ALIGNED).toStructure();
        peek.look(fd, most);
        return peek.length <= 0 ? most : DataPeek.together(fd, peek.length);
    }

    private static boolean isSet(int flags) {
        return (flags & ONLOAD_MSG_ONEPKT) != 0 && Emulation.isOn();
    }

    private static boolean isStream(int fd) {
        return NextOptions.get(fd, SysSocket.SO_PROTOCOL, 0) == NetinetIn.IPPROTO_TCP
                && NextOptions.get(fd, SysSocket.SO_TYPE, 0) == SysSocket.SOCK_STREAM
                && !EndpointAnswers.isLeftToKernel(fd);
    }
}
