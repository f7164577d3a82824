// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.fd.SocketCookie;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Lanes of calls that a callback left without returning: they serve again, and what they had to show is shown. */
@Unmanaged
final class LeftLanes {
    private LeftLanes() {}

    /** One of {@code count} lanes from a number on, for a call whose mark is to be at {@code frame}; or null. */
    static Lane take(int start, int count, Address frame) {
        for (int i = 0; i < count; i++) {
            Lane lane = Lanes.inUse(start + i & Lanes.COUNT - 1);
            boolean left = lane != null && Tenure.endLeft(lane, frame);
            if (left && !retain(lane)) {
                Tenure.begin(lane, frame);
                return lane;
            }
        }
        return Address.fromLong(0).toStructure();
    }

    /** Those that were receiving from a socket; whether others are, as far as is known. */
    static boolean settle(int fd, Address frame) {
        boolean others = false;
        for (int i = 0; i < Lanes.COUNT; i++) {
            Lane lane = Lanes.inUse(i);
            if (lane != null && lane.fd == fd) {
                boolean left = Tenure.endLeft(lane, frame);
                others |= !left;
                if (left && !retain(lane)) {
                    Lanes.free(lane);
                }
            }
        }
        return others;
    }

    /** Sets the lane aside if it has anything to show still and its socket is there. */
    private static boolean retain(Lane lane) {
        lane.takeBack();
        int fd = lane.fd;
        long cookie = lane.next < lane.count ? lane.cookie : 0;
        long cookieNow = cookie == 0 ? 0 : SocketCookie.ask(fd);
        if (cookie != 0 && cookie == cookieNow) {
            Batching.left(fd);
            RetainedLanes.add(lane, fd);
            return true;
        }
        lane.next = 0;
        lane.count = 0;
        return false;
    }
}
