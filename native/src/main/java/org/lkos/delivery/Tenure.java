// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.machine.Atomics;
import org.lkos.next.UserMemory;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Whether the call that a lane belongs to goes on. A callback may leave it by a long jump, an exception or the end of its
 * thread, and nobody tells us. So the call has a mark in its frame on the stack as long as it goes on: where something
 * else is by now, another call's frame say, or no memory, it was left. Until then the lane stays as it is.
 *
 * <p>The tenure is a number that is odd while a call has the lane. Who finds that the call was left takes the lane over by
 * changing the number that it found before it looked, so the mark that is missing is that of this very call.
 */
@Unmanaged
final class Tenure {
    /** Bytes of a mark. */
    static final long MARK_SIZE = 8;

    /** "LK", and the lane's number. */
    private static final int MARK = 0x4c4b0000;

    private Tenure() {}

    /** The lane is the calling thread's now; the call's mark is put at {@code frame}. */
    static void begin(Lane lane, Address frame) {
        frame.putInt(mark(lane));
        lane.frame = frame;
        Atomics.storeLongRelease(cell(lane), lane.tenure + 1);
    }

    static void end(Lane lane) {
        Atomics.storeLongRelease(cell(lane), lane.tenure + 1);
    }

    /** Ends the tenure of a call that was left, for a call whose mark is to be at {@code frame}; whether it was left. */
    static boolean endLeft(Lane lane, Address frame) {
        long found = Atomics.loadLongAcquire(cell(lane));
        if ((found & 1) == 0) {
            return false;
        }
        Address marked = lane.frame;
        // Where our mark can be there is nobody else's.
        boolean goesOn = marked != frame && UserMemory.holds(marked, mark(lane));
        return !goesOn && Atomics.replaceLong(cell(lane), found, found + 1);
    }

    private static int mark(Lane lane) {
        return MARK | lane.number;
    }

    private static Address cell(Lane lane) {
        return lane.toAddress().add(Lane.TENURE);
    }
}
