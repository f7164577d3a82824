// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** What state a TCP socket is in, where Onload's answers depend on it. */
@Unmanaged
final class TcpState {
    private static final int ADDRESS = 128;
    private static final int PORT = 2;

    private TcpState() {}

    /** Whether it is a TCP socket that listens, or is bound and not connected: Onload leaves those to the kernel. */
    static boolean isBoundOnly(int fd) {
        if (NextOptions.get(fd, SysSocket.SO_PROTOCOL, 0) != NetinetIn.IPPROTO_TCP) {
            return false;
        }
        int state = NextOptions.getTcp(fd, NetinetTcp.TCP_INFO) & 0xff;
        return state == NetinetTcp.TCP_LISTEN || state == NetinetTcp.TCP_CLOSE && isBound(fd);
    }

    private static boolean isBound(int fd) {
        Address address = StackMemory.allocate(ADDRESS, StackMemory.ALIGNED);
        Address length = StackMemory.allocate(4, StackMemory.ALIGNED);
        length.putInt(ADDRESS);
        long failed = SysSyscall.getsockname(fd, address, length);
        return failed == 0 && address.add(PORT).getShort() != 0;
    }
}
