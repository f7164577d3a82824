// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.lkos.onload.OnloadExtensions.onload_tcp_info;
import org.lkos.posix.Errno;
import org.lkos.posix.LinuxSockios;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.NetinetTcp.tcp_info;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** {@code onload_get_tcp_info}: how full a connection's buffers and windows are, from what the kernel tells of it. */
@Unmanaged
public final class ConnectionInfo {
    private ConnectionInfo() {}

    /** 0, with as much of the structure as {@code length} has room for and the length of that; or a negative errno. */
    public static int get(int fd, Address target, Address length) {
        Endpoint found =
                StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED).toStructure();
        boolean connection = Endpoints.isAccelerated(fd, found) && found.kind == Endpoint.TCP;
        if (!connection || Confinement.isBegun()) {
            return -Errno.EINVAL;
        }
        tcp_info kernels =
                StackMemory.allocate(tcp_info.SIZE, StackMemory.ALIGNED).toStructure();
        Bytes.zero(kernels.toAddress(), tcp_info.SIZE);
        int failed = NextOptions.getTcpInto(fd, NetinetTcp.TCP_INFO, kernels.toAddress(), tcp_info.SIZE);
        if (failed != 0 || !EndpointState.isConnected(kernels.tcpi_state)) {
            return -Errno.EINVAL;
        }
        if (target == null || length == null || length.getInt() < 0) {
            return -Errno.EINVAL;
        }
        onload_tcp_info info =
                StackMemory.allocate(onload_tcp_info.SIZE, StackMemory.ALIGNED).toStructure();
        fillReceived(fd, kernels, info);
        fillSent(fd, kernels, info);
        int room = length.getInt();
        int size = room < onload_tcp_info.SIZE ? room : onload_tcp_info.SIZE;
        Bytes.copy(info.toAddress(), target, size);
        length.putInt(size);
        return 0;
    }

    private static void fillReceived(int fd, tcp_info kernels, onload_tcp_info info) {
        info.so_recvbuf = NextOptions.get(fd, SysSocket.SO_RCVBUF, 0);
        info.rcvbuf_used = QueuedBytes.of(fd, LinuxSockios.SIOCINQ);
        // Kernels before 6.2 do not tell the window.
        info.rcv_window = kernels.tcpi_rcv_wnd != 0 ? kernels.tcpi_rcv_wnd : kernels.tcpi_rcv_space;
    }

    private static void fillSent(int fd, tcp_info kernels, onload_tcp_info info) {
        int mss = kernels.tcpi_snd_mss > 0 ? kernels.tcpi_snd_mss : 1;
        int unacknowledged = QueuedBytes.of(fd, LinuxSockios.SIOCOUTQ);
        int unsent = QueuedBytes.of(fd, LinuxSockios.SIOCOUTQNSD);
        int inFlight = unacknowledged - unsent;
        int buffer = NextOptions.get(fd, SysSocket.SO_SNDBUF, 0);
        info.so_sndbuf = buffer;
        info.so_sndbuf_pkts = (buffer + mss - 1) / mss;
        info.sndbuf_pkts_avail = buffer > unacknowledged ? (buffer - unacknowledged) / mss : 0;
        info.snd_mss = kernels.tcpi_snd_mss;
        info.snd_window = kernels.tcpi_snd_wnd > inFlight ? kernels.tcpi_snd_wnd - inFlight : 0;
        long congestion = (long) kernels.tcpi_snd_cwnd * mss - inFlight;
        info.cong_window = congestion < mss ? 0 : (int) congestion;
    }
}
