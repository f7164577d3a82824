// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.emulation.Emulation;
import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.posix.SysSocket;
import org.lkos.stacks.StackNames;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Descriptors as they are made: a socket goes to the stack whose name is in force, an accepted one to its listener's, a
 * copy to that of what it is a copy of. Each method takes what the real call returned and returns it.
 */
@Unmanaged
public final class Creation {
    private static final int PAIR = 4;

    private Creation() {}

    public static int socket(int fd, int domain, int type, int protocol) {
        if (fd >= 0 && Emulation.isOn()) {
            int kind = Identity.kind(domain, type, protocol);
            if (kind == 0) {
                Endpoints.forget(fd);
            } else {
                Endpoint made = fresh(StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED));
                boolean accelerated = StackNames.inForce(made.name());
                Endpoints.complete(fd, kind, accelerated, made);
                Endpoints.put(fd, made);
            }
        }
        return fd;
    }

    /** A socket that is to be the kernel's, whatever name is in force. */
    public static int kernelSocket(int fd, int domain, int type, int protocol) {
        int kind = Identity.kind(domain, type, protocol);
        if (fd >= 0 && kind != 0) {
            Endpoint made = fresh(StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED));
            Endpoints.complete(fd, kind, false, made);
            Endpoints.put(fd, made);
        }
        return fd;
    }

    /** A socket that is to be accelerated in part, which Onload has for UDP only, and only where no flag is in the type. */
    public static int partialSocket(int fd, int domain, int type, int protocol) {
        boolean plain = type == SysSocket.SOCK_DGRAM && Identity.kind(domain, type, protocol) == Endpoint.UDP;
        return plain ? socket(fd, domain, type, protocol) : kernelSocket(fd, domain, type, protocol);
    }

    public static int accepted(int listener, int fd) {
        if (fd >= 0 && Emulation.isOn()) {
            Endpoint made = fresh(StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED));
            if (Endpoints.find(listener, made)) {
                made.setAccepted();
                Endpoints.complete(fd, made.kind, made.isAccelerated(), made);
                Endpoints.put(fd, made);
            } else {
                Endpoints.forget(fd);
            }
        }
        return fd;
    }

    public static int copied(int original, int fd) {
        if (fd >= 0 && fd != original && Emulation.isOn()) {
            Endpoint entry = Endpoints.entry(original);
            if (entry == null || entry.identity == 0 && !entry.isSet()) {
                Endpoints.forget(fd);
            } else {
                Endpoint made = fresh(StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED));
                made.copyFrom(entry);
                Endpoints.put(fd, made);
            }
        }
        return fd;
    }

    /** The two ends are one endpoint. */
    public static int pipe(int result, Address pair) {
        if (result == 0 && Emulation.isOn()) {
            int one = pair.getInt();
            int other = pair.add(PAIR).getInt();
            Endpoint made = fresh(StackMemory.allocate(Endpoint.SIZE, StackMemory.ALIGNED));
            boolean accelerated = StackNames.inForce(made.name());
            Endpoints.complete(one, Endpoint.PIPE, accelerated, made);
            Endpoints.put(one, made);
            Endpoints.put(other, made);
        }
        return result;
    }

    private static Endpoint fresh(Address memory) {
        Bytes.zero(memory, Endpoint.SIZE);
        return memory.toStructure();
    }
}
