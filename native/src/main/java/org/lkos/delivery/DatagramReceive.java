// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_END_OF_BURST;
import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_RECV_FLAGS_MASK;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.mmsghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** {@code onload_zc_recv} on a UDP socket: all that waits, shown one by one, received in batches. */
@Unmanaged
final class DatagramReceive {
    /** A batch was shown and more waits. */
    private static final int MORE = 1;

    private DatagramReceive() {}

    /** 0, or a negative errno. */
    static int receive(Recipient to) {
        if ((to.flags & ~ONLOAD_ZC_RECV_FLAGS_MASK) != 0) {
            return -Errno.EINVAL;
        }
        int status = drain(to);
        int arrival = Arrival.ARRIVED;
        while (status == -Errno.EAGAIN && arrival == Arrival.ARRIVED && (to.flags & SysSocket.MSG_DONTWAIT) == 0) {
            arrival = Arrival.await(to.fd);
            status = arrival < 0 ? arrival : drain(to);
        }
        return status == -Errno.EAGAIN && arrival == Arrival.ENDED ? 0 : status;
    }

    /** Shows all that waits: 0; -EAGAIN if that was nothing; or another negative errno. */
    private static int drain(Recipient to) {
        Address frame = StackMemory.allocate(Tenure.MARK_SIZE, StackMemory.ALIGNED);
        boolean others = Batching.isUnderWay(to.fd) && LeftLanes.settle(to.fd, frame);
        Lane lane = RetainedLanes.take(to.fd, frame);
        if (lane == null) {
            lane = Lanes.claim(frame);
        }
        if (lane == null) {
            return -Errno.ENOBUFS;
        }
        lane.fd = to.fd;
        int status = MORE;
        while (status == MORE) {
            if (lane.next == lane.count) {
                int most = batchAfter(to, to.shown);
                status = lane.receive(to, most < 1 ? 1 : most);
            }
            int before = to.shown;
            status = status < 0 ? status : showAll(lane, to);
            Batching.ran(to.fd, to.callback, to.shown, to.shown - before);
        }
        if (!others) {
            Batching.end(to.fd);
        }
        finish(lane, to);
        boolean nothing = status == -Errno.EAGAIN || status == -Errno.ENOBUFS;
        return nothing && to.shown > 0 ? 0 : status;
    }

    private static int batchAfter(Recipient to, int shown) {
        return Batching.limit(to.fd, to.callback, shown, to.controlRoom > Lane.CONTROL ? 1 : Lane.BATCH);
    }

    /** Shows what the lane holds: {@link #MORE}, or 0 where the call ends with that; or a negative errno. */
    private static int showAll(Lane lane, Recipient to) {
        int result = Showing.GO_ON;
        mmsghdr message = lane.message(lane.next);
        if (lane.next + 1 < lane.count) {
            Batching.begin(lane, to.fd);
        }
        while (lane.next + 1 < lane.count && result == Showing.GO_ON) {
            lane.next++;
            result = Showing.show(lane, message, to, 0);
            message = message.toAddress().add(mmsghdr.SIZE).toStructure();
        }
        if (result == Showing.END) {
            Batching.ended(to.fd, to.callback);
            return 0;
        }
        return showLast(lane, message, to);
    }

    /** The last of a batch, of which it must be known whether it is the last that waits. */
    private static int showLast(Lane lane, mmsghdr message, Recipient to) {
        int ahead = lane.full == 0 ? 0 : batchAfter(to, to.shown + 1);
        if (ahead > 0 && lane.canHold() && to.controlRoom <= Lane.CONTROL) {
            return showHeld(lane, to, ahead);
        }
        lane.next++;
        boolean more = lane.full != 0 && Arrival.isThere(to.fd);
        return show(lane, message, to, more);
    }

    /** Receives the next batch first. */
    private static int showHeld(Lane lane, Recipient to, int ahead) {
        mmsghdr message = Slots.holdLast(lane);
        int got = lane.receive(to, ahead);
        if (got > 0) {
            Batching.begin(lane, to.fd);
        }
        boolean failed = got < 0 && got != -Errno.EAGAIN;
        int status = show(lane, message, to, got > 0 || failed && Arrival.isThere(to.fd));
        lane.held = 0;
        return failed ? got : status;
    }

    private static int show(Lane lane, mmsghdr message, Recipient to, boolean more) {
        int result = Showing.show(lane, message, to, more ? 0 : ONLOAD_ZC_END_OF_BURST);
        if (result == Showing.END && more) {
            Batching.ended(to.fd, to.callback);
        }
        return result == Showing.END || !more ? 0 : MORE;
    }

    /** What a lane could not show is retained. */
    private static void finish(Lane lane, Recipient to) {
        Tenure.end(lane);
        if (lane.next < lane.count) {
            RetainedLanes.add(lane, to.fd);
        } else {
            Lanes.free(lane);
        }
    }
}
