// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerocopy;

import org.lkos.buffers.ReceiveBuffers;
import org.lkos.machine.Bits;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Makes the slots of a {@link Lane} ready for the kernel: as little as differs from the batch before. */
@Unmanaged
final class LaneSlots {
    private LaneSlots() {}

    /** Leaves the slots as they were before the last batch if they are for the same buffers and the same wants again. */
    static void prepare(Lane lane, Recipient to) {
        boolean same = lane.preparedSet == lane.set
                && lane.preparedChunk == lane.chunk
                && lane.preparedNameRoom == to.nameRoom
                && lane.preparedControlRoom == to.controlRoom
                && to.controlRoom <= Lane.CONTROL;
        if (!same) {
            prepareAll(lane, to);
        } else if (to.nameRoom != 0 || to.controlRoom != 0) {
            prepareAgain(lane, to, lane.message(lane.count));
        }
    }

    private static void prepareAgain(Lane lane, Recipient to, mmsghdr end) {
        int nameRoom = nameRoom(to);
        long controlRoom = to.controlRoom;
        for (Address at = lane.message(0).toAddress(); at != end.toAddress(); at = at.add(mmsghdr.SIZE)) {
            mmsghdr message = at.toStructure();
            message.msg_namelen = nameRoom;
            message.msg_controllen = controlRoom;
        }
    }

    /** The slot of a message that is held back is none of those that there are buffers for. */
    private static void prepareAll(Lane lane, Recipient to) {
        long rest = lane.set & ~lane.held;
        int slot = 0;
        for (; rest != 0; slot++) {
            iovec data = lane.data(slot);
            data.iov_base = ReceiveBuffers.buffer(lane.chunk, Bits.lowest(rest));
            data.iov_len = ReceiveBuffers.SIZE;
            rest &= rest - 1;
            mmsghdr message = lane.message(slot);
            message.msg_name = to.nameRoom == 0 ? Address.fromLong(0) : lane.name(slot);
            message.msg_namelen = nameRoom(to);
            message.msg_iov = data.toAddress();
            message.msg_iovlen = 1;
            message.msg_control = control(lane, to, slot);
            message.msg_controllen = to.controlRoom;
            message.msg_flags = 0;
        }
        lane.prepared = slot;
        lane.preparedSet = lane.set & ~lane.held;
        lane.preparedChunk = lane.chunk;
        lane.preparedNameRoom = to.nameRoom;
        lane.preparedControlRoom = to.controlRoom;
    }

    private static int nameRoom(Recipient to) {
        return to.nameRoom < Lane.NAME ? to.nameRoom : Lane.NAME;
    }

    /** The application's own where it has more room than a slot. */
    private static Address control(Lane lane, Recipient to, int slot) {
        return to.controlRoom > Lane.CONTROL ? to.control : lane.control(slot);
    }
}
