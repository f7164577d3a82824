// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.LocalPort;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.LinuxSockios;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.NetinetTcp.tcp_info;
import org.lkos.posix.SysSocket;
import org.lkos.stacks.ScopedName;
import org.lkos.stacks.StackNames;
import org.lkos.stacks.StackNumbers;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.OrderedRequest;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.SocketRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * {@code onload_move_fd}: puts an endpoint into the stack whose name is in force for the calling thread. As with Onload,
 * only what has no past can be moved: a closed TCP socket, one that was accepted and not used yet, a UDP socket without a
 * port; none that makes timestamps, and none that somebody waits for by epoll.
 */
@Unmanaged
public final class Move {
    private Move() {}

    /**
     * 0, also where it is there already; or a negative errno, and it stays where it is. That is -ENOMEM for a descriptor of
     * which nothing can be remembered.
     *
     * @param prepared whether messages are laid down that are to go by it
     */
    public static int move(int fd, boolean prepared) {
        Endpoint found =
                StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED).toStructure();
        if (!Endpoints.isAccelerated(fd, found) || Confinement.isBegun()) {
            return -Errno.EINVAL;
        }
        Address name = StackMemory.allocate(ScopedName.SIZE, StackMemory.ALIGNED);
        if (!StackNames.inForce(name)) {
            return -Errno.EINVAL;
        }
        if (Bytes.areSameText(name, found.name())) {
            return 0;
        }
        if (prepared || !isUnused(fd, found) || makesTimestamps(fd)) {
            return -Errno.EINVAL;
        }
        if (Endpoints.entry(fd) == null) {
            return -Errno.ENOMEM;
        }
        if (Watchers.any(fd, found.identity)) {
            return -Errno.EBUSY;
        }
        int stack = StackNumbers.of(name);
        int endpoint = StackNumbers.nextEndpoint(stack);
        moveAll(found.identity, name, stack, endpoint);
        return 0;
    }

    /** Every descriptor of the process that is this endpoint. */
    private static void moveAll(long identity, Address name, int stack, int endpoint) {
        for (int fd = 0; fd < Endpoints.end(); fd++) {
            Endpoint entry = Endpoints.entry(fd);
            if (entry.identity == identity) {
                Bytes.copy(name, entry.name(), Bytes.length(name) + 1);
                entry.stack = stack;
                entry.endpoint = endpoint;
            }
        }
    }

    /** Stamps that we need ourselves do not count. */
    private static boolean makesTimestamps(int fd) {
        boolean stamped = NextOptions.get(fd, SysSocket.SO_TIMESTAMPING_OLD, 0) != 0;
        int request = stamped ? SocketRequest.read(fd) : Request.NONE;
        if (!OrderedRequest.isOrdered(request)) {
            return stamped;
        }
        return Request.flags(request) != 0 || Dialect.of(request) != Dialect.STANDARD;
    }

    private static boolean isUnused(int fd, Endpoint found) {
        switch (found.kind) {
            case Endpoint.TCP:
                return isUnusedConnection(fd, found);
            case Endpoint.UDP:
                return !LocalPort.isBound(fd);
            default:
                return false;
        }
    }

    private static boolean isUnusedConnection(int fd, Endpoint found) {
        tcp_info info = StackMemory.allocate(tcp_info.SIZE, StackMemory.ALIGNED).toStructure();
        Bytes.zero(info.toAddress(), tcp_info.SIZE);
        int failed = NextOptions.getTcpInto(fd, NetinetTcp.TCP_INFO, info.toAddress(), tcp_info.SIZE);
        if (failed != 0) {
            return false;
        }
        if (info.tcpi_state == NetinetTcp.TCP_CLOSE) {
            return true;
        }
        if (info.tcpi_state != NetinetTcp.TCP_ESTABLISHED || !found.isAccepted()) {
            return false;
        }
        int unread = QueuedBytes.of(fd, LinuxSockios.SIOCINQ);
        int unsent = QueuedBytes.of(fd, LinuxSockios.SIOCOUTQ);
        return info.tcpi_data_segs_out == 0 && unsent == 0 && info.tcpi_bytes_received == unread;
    }
}
