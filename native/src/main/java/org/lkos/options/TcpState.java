// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import org.lkos.next.LocalPort;
import org.lkos.next.NextOptions;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Unmanaged;

/** What state a TCP socket is in, where Onload's answers depend on it. */
@Unmanaged
final class TcpState {
    private TcpState() {}

    /** Whether it is a TCP socket that listens, or is bound and not connected: Onload leaves those to the kernel. */
    static boolean isBoundOnly(int fd) {
        if (NextOptions.get(fd, SysSocket.SO_PROTOCOL, 0) != NetinetIn.IPPROTO_TCP) {
            return false;
        }
        int state = NextOptions.getTcp(fd, NetinetTcp.TCP_INFO) & 0xff;
        return state == NetinetTcp.TCP_LISTEN || state == NetinetTcp.TCP_CLOSE && LocalPort.isBound(fd);
    }
}
