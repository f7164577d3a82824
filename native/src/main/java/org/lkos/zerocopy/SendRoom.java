// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerocopy;

import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_BUFFER_HDR_TCP;
import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_BUFFER_HDR_UDP;

import org.lkos.buffers.PacketBuffers;
import org.lkos.endpoints.ServedSocket;
import org.lkos.fd.SocketKind;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.NetinetTcp.tcp_info;
import org.teavm.interop.Unmanaged;

/**
 * How much an application may put into a buffer that it is going to send: behind the headers that Onload would write in
 * front, and no more than a segment of the connection.
 */
@Unmanaged
final class SendRoom {
    /** Ethernet with a VLAN tag, IPv6, UDP; and TCP with timestamps; rounded up. */
    private static final int UDP_HEADERS = 80;

    private static final int TCP_HEADERS = 96;

    private SendRoom() {}

    /** Where data may begin. */
    static int start(int flags) {
        if ((flags & ONLOAD_ZC_BUFFER_HDR_TCP) != 0) {
            return PacketBuffers.DATA + TCP_HEADERS;
        }
        return (flags & ONLOAD_ZC_BUFFER_HDR_UDP) != 0 ? PacketBuffers.DATA + UDP_HEADERS : PacketBuffers.DATA;
    }

    /** Bytes, or a negative errno where the descriptor is no socket of the data path. Asks the kernel once. */
    static int of(int fd, int flags) {
        int room = PacketBuffers.SIZE - start(flags);
        if ((flags & ONLOAD_ZC_BUFFER_HDR_TCP) != 0 && ServedSocket.kind(fd) == SocketKind.TCP) {
            int segment = segment(fd);
            return segment > 0 && segment < room ? segment : segment < 0 ? segment : room;
        }
        int kind = ServedSocket.check(fd);
        return kind < 0 ? kind : room;
    }

    /** The size of a segment; 0 before there is a connection; or a negative errno. */
    private static int segment(int fd) {
        tcp_info info = StackMemory.allocate(tcp_info.SIZE, StackMemory.ALIGNED).toStructure();
        int status = NextOptions.getTcpInto(fd, NetinetTcp.TCP_INFO, info.toAddress(), tcp_info.SIZE);
        if (status != 0) {
            return SocketKind.check(fd) == SocketKind.UDP
                    ? 0
                    : status == -Errno.EBADF ? status : -Errno.ESOCKTNOSUPPORT;
        }
        int state = info.tcpi_state & 0xff;
        boolean connected = state != NetinetTcp.TCP_CLOSE && state != NetinetTcp.TCP_LISTEN;
        return connected ? info.tcpi_snd_mss : 0;
    }
}
