// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.templates;

import static org.lkos.buffers.Ownership.OURS;
import static org.lkos.buffers.Ownership.TEMPLATE;

import org.lkos.buffers.PacketBuffers;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** A template: a packet buffer with this at its start and the message where data begins. */
@Unmanaged
final class Template extends Structure {
    /** In use by a call. */
    private static final int CLAIMED = 9;

    /** How often a call waits for another thread's to end, which copies some bytes. */
    private static final int PATIENCE = 1000;

    /** The connection that it is for. */
    long identity;

    /** The connection's descriptor when it was made. */
    int fd;

    /** Of the message. */
    int length;

    /** What a handle stands for, for this call alone; null where it is no template's, or is being sent. */
    static Template claim(Address handle) {
        int tries = 0;
        while (!PacketBuffers.change(handle, TEMPLATE, CLAIMED)) {
            if (PacketBuffers.ownerOf(handle) != CLAIMED || tries == PATIENCE) {
                return Address.fromLong(0).toStructure();
            }
            long yielded = SysSyscall.sched_yield();
            tries++;
        }
        return of(handle);
    }

    /** The same, claimed before. */
    static Template of(Address handle) {
        return PacketBuffers.ofHandle(handle).toStructure();
    }

    /** The call ends, and the template goes on. */
    static void keep(Address handle) {
        boolean kept = PacketBuffers.change(handle, CLAIMED, TEMPLATE);
    }

    /** The template ends, too: from now on its handle is nobody's. */
    static void invalidate(Address handle) {
        boolean ended = PacketBuffers.change(handle, CLAIMED, OURS);
    }

    /** Gives the memory of one that was invalidated back. */
    static void give(Address handle) {
        PacketBuffers.give(PacketBuffers.ofHandle(handle));
    }

    Address data() {
        return toAddress().add(PacketBuffers.DATA);
    }
}
