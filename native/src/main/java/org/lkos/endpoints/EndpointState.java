// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.lkos.posix.NetinetTcp;
import org.teavm.interop.Unmanaged;

/** The state of an endpoint, in Onload's numbers, from the kernel's own state of a connection. */
@Unmanaged
final class EndpointState {
    private static final int UDP = 0xb000;
    private static final int PIPE = 0xc000;

    private EndpointState() {}

    static int of(int fd, int kind) {
        if (kind == Endpoint.TCP) {
            return ofConnection(tcpState(fd));
        }
        return kind == Endpoint.UDP ? UDP : PIPE;
    }

    /** The kernel's number; where it may not be asked, that of a closed one. */
    static int tcpState(int fd) {
        if (Confinement.isBegun()) {
            return NetinetTcp.TCP_CLOSE;
        }
        return NextOptions.getTcp(fd, NetinetTcp.TCP_INFO) & 0xff;
    }

    /** Whether a connection is made, or being made, and not over. */
    static boolean isConnected(int tcpState) {
        return tcpState != NetinetTcp.TCP_CLOSE && tcpState != NetinetTcp.TCP_LISTEN && tcpState != 0;
    }

    private static int ofConnection(int tcpState) {
        switch (tcpState) {
            case NetinetTcp.TCP_ESTABLISHED:
                return 0x3331;
            case NetinetTcp.TCP_SYN_SENT:
            case NetinetTcp.TCP_SYN_RECV:
                return 0x2326;
            case NetinetTcp.TCP_FIN_WAIT1:
                return 0x63b3;
            case NetinetTcp.TCP_FIN_WAIT2:
                return 0x7393;
            case NetinetTcp.TCP_TIME_WAIT:
                return 0x934f;
            case NetinetTcp.TCP_CLOSE_WAIT:
                return 0x432b;
            case NetinetTcp.TCP_LAST_ACK:
                return 0x53af;
            case NetinetTcp.TCP_LISTEN:
                return 0x1246;
            case NetinetTcp.TCP_CLOSING:
                return 0x83af;
            default:
                return 0x0246;
        }
    }
}
