// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerocopy;

import static org.lkos.buffers.Ownership.APPLICATION;
import static org.lkos.buffers.Ownership.NAMED;
import static org.lkos.buffers.Ownership.OURS;
import static org.lkos.buffers.Ownership.SHOWN;
import static org.lkos.buffers.Ownership.SHOWN_AND_NAMED;
import static org.lkos.buffers.Ownership.SHOWN_AND_RELEASED;

import org.lkos.buffers.PacketBuffers;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The release of one buffer, in two steps: all buffers of a call are named first, so that one of them that cannot be
 * released, or is named twice, undoes the rest. A callback may pass its handle to another thread, which releases it before
 * the callback returns to say that it keeps the buffer.
 */
@Unmanaged
final class Release {
    private Release() {}

    /** False if the handle is not the application's, or is being released already. */
    static boolean begin(Address handle) {
        return PacketBuffers.change(handle, APPLICATION, NAMED) || PacketBuffers.change(handle, SHOWN, SHOWN_AND_NAMED);
    }

    static void cancel(Address handle) {
        if (!PacketBuffers.change(handle, SHOWN_AND_NAMED, SHOWN)) {
            // The callback may have ended in between, and kept it.
            boolean cancelled = PacketBuffers.change(handle, NAMED, APPLICATION);
        }
    }

    static void complete(Address handle) {
        if (!PacketBuffers.change(handle, SHOWN_AND_NAMED, SHOWN_AND_RELEASED)
                && PacketBuffers.change(handle, NAMED, OURS)) {
            PacketBuffers.giveChain(PacketBuffers.ofHandle(handle));
        }
    }
}
