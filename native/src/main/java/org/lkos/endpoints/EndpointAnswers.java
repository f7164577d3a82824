// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.emulation.Emulation;
import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextMemory;
import org.lkos.next.SendPath;
import org.lkos.onload.OnloadExtensions;
import org.lkos.onload.OnloadExtensions.onload_stat;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** What an application is told of its descriptors. */
@Unmanaged
public final class EndpointAnswers {
    private EndpointAnswers() {}

    /** 1 and the structure filled in, unless it is null, for an endpoint; 0 for any other descriptor; or -ENOMEM. */
    public static int stat(int fd, onload_stat stat) {
        Endpoint found =
                StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED).toStructure();
        if (!Endpoints.isAccelerated(fd, found)) {
            return 0;
        }
        if (stat == null) {
            return 1;
        }
        long size = Bytes.length(found.name()) + 1;
        Address name = NextMemory.malloc(size);
        if (name == null) {
            return -Errno.ENOMEM;
        }
        Bytes.copy(found.name(), name, size);
        stat.stack_id = found.stack;
        stat.stack_name = name;
        stat.endpoint_id = found.endpoint;
        stat.endpoint_state = EndpointState.of(fd, found.kind);
        return 1;
    }

    /**
     * 1 or 0; -EOPNOTSUPP for a feature that is none. All but the first are of the library, not of the descriptor. Without
     * emulation every socket is the kernel's, of which Onload says that it cannot be warmed.
     */
    public static int hasFeature(int fd, int feature) {
        switch (feature) {
            case OnloadExtensions.ONLOAD_FD_FEAT_MSG_WARM:
                return Emulation.isOn() && mayBeWarmed(fd) ? 1 : 0;
            case OnloadExtensions.ONLOAD_FD_FEAT_UDP_TX_TS_HDR:
                return 1;
            case OnloadExtensions.ONLOAD_FD_FEAT_TX_SCM_TS_PKTINFO:
                // Who asks will do it, and the kernel refuses it.
                SendPath.watch();
                return 1;
            default:
                return -Errno.EOPNOTSUPP;
        }
    }

    /** Whether a descriptor is a TCP or UDP socket of the kernel's, to which Onload's own calls do not apply. */
    public static boolean isLeftToKernel(int fd) {
        Endpoint found =
                StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED).toStructure();
        return Endpoints.find(fd, found) && !found.isAccelerated();
    }

    /** Whether a descriptor is an end of an accelerated pipe. */
    static boolean isPipe(int fd) {
        Endpoint found =
                StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED).toStructure();
        return Endpoints.isAccelerated(fd, found) && found.kind == Endpoint.PIPE;
    }

    private static boolean mayBeWarmed(int fd) {
        Endpoint found =
                StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED).toStructure();
        return Endpoints.isAccelerated(fd, found)
                && found.kind == Endpoint.TCP
                && EndpointState.isConnected(EndpointState.tcpState(fd));
    }
}
