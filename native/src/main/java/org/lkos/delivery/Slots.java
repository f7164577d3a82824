// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.buffers.ReceiveBuffers;
import org.lkos.machine.Bits;
import org.lkos.machine.Bytes;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The slots of a lane, made ready for a batch: each has a buffer, and places for a name and control data as wanted. */
@Unmanaged
final class Slots {
    private Slots() {}

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
            prepareAgain(lane, to);
        }
    }

    private static void prepareAgain(Lane lane, Recipient to) {
        int nameRoom = nameRoom(to);
        long controlRoom = to.controlRoom;
        Address end = lane.message(lane.count).toAddress();
        for (Address at = lane.message(0).toAddress(); at != end; at = at.add(mmsghdr.SIZE)) {
            mmsghdr message = at.toStructure();
            message.msg_namelen = nameRoom;
            message.msg_controllen = controlRoom;
        }
    }

    /** All buffers but one are for the next batch, the last is a spare one; or all of them, with a message held back. */
    private static void prepareAll(Lane lane, Recipient to) {
        long rest = lane.set & ~lane.held;
        int have = Bits.count(rest);
        lane.spare = lane.held == 0 && have > 1 ? 1 : 0;
        for (int slot = 0; slot < have - lane.spare; slot++) {
            prepare(lane, to, slot, ReceiveBuffers.buffer(lane.chunk, Bits.lowest(rest)));
            rest &= rest - 1;
        }
        if (lane.spare != 0) {
            prepare(lane, to, Lane.BATCH, ReceiveBuffers.buffer(lane.chunk, Bits.lowest(rest)));
        }
        lane.preparedSet = lane.set & ~lane.held;
        lane.preparedChunk = lane.chunk;
        lane.preparedNameRoom = to.nameRoom;
        lane.preparedControlRoom = to.controlRoom;
    }

    private static void prepare(Lane lane, Recipient to, int slot, Address buffer) {
        iovec data = lane.data(slot);
        data.iov_base = buffer;
        data.iov_len = ReceiveBuffers.SIZE;
        mmsghdr message = lane.message(slot);
        message.msg_name = to.nameRoom == 0 ? Address.fromLong(0) : lane.name(slot);
        message.msg_namelen = nameRoom(to);
        message.msg_iov = data.toAddress();
        message.msg_iovlen = 1;
        // The application's own where that has more room than a slot.
        message.msg_control = to.controlRoom > Lane.CONTROL ? to.control : lane.control(slot);
        message.msg_controllen = to.controlRoom;
        message.msg_flags = 0;
    }

    /** All of a name or none: the next call that shows the message may have more room. */
    private static int nameRoom(Recipient to) {
        return to.nameRoom == 0 ? 0 : Lane.NAME;
    }

    /** Moves the last message of a batch to the slot behind, out of the way of the next. */
    static mmsghdr holdLast(Lane lane) {
        int slot = lane.count - 1;
        mmsghdr last = lane.message(slot);
        mmsghdr kept = lane.message(Lane.BATCH);
        kept.msg_len = last.msg_len;
        kept.msg_flags = last.msg_flags;
        kept.msg_namelen = last.msg_namelen;
        kept.msg_controllen = last.msg_controllen;
        Bytes.copyApart(lane.name(slot), lane.name(Lane.BATCH), Lane.NAME);
        Bytes.copyApart(last.msg_control, kept.msg_control, last.msg_controllen);
        Address buffer = lane.data(slot).iov_base;
        lane.data(slot).iov_base = lane.data(Lane.BATCH).iov_base;
        lane.data(Lane.BATCH).iov_base = buffer;
        lane.held = Bits.of(ReceiveBuffers.number(buffer));
        if (lane.spare == 0) {
            // Nothing came in exchange for the buffer.
            lane.preparedSet = 0;
        }
        return kept;
    }
}
