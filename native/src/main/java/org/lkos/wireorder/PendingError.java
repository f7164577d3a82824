// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Errors that a UDP socket keeps for its next call, whichever that is: a peek of ours would take it from the application.
 * The kernel tells of them as of anything on the error queue, sent messages' stamps for instance.
 */
@Unmanaged
final class PendingError {
    private static final int ADDRESS = 128;

    private PendingError() {}

    /** Whether the next call may fail with an error: only of a connected socket are there any, or of one that asked. */
    static boolean mayBeTaken(int fd) {
        Address address = StackMemory.allocate(ADDRESS, StackMemory.ALIGNED);
        Address length = StackMemory.allocate(4, StackMemory.ALIGNED);
        length.putInt(ADDRESS);
        long unconnected = SysSocket.getpeername(fd, address, length);
        boolean ipv6 = NextOptions.get(fd, SysSocket.SO_DOMAIN, 0) == SysSocket.AF_INET6;
        boolean asked = NextOptions.getIp(fd, NetinetIn.IP_RECVERR) != 0
                || ipv6 && NextOptions.getIpv6(fd, NetinetIn.IPV6_RECVERR) != 0;
        return unconnected == 0 || asked;
    }
}
