// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The value and length that a successful {@code getsockopt} just left in the application's memory. */
@Unmanaged
final class OptionValue {
    private static final int INT = 4;

    private OptionValue() {}

    /** Replaces the int, or as much of it as there was room for. */
    static void replace(Address optval, Address optlen, int value) {
        int room = optlen.getInt();
        for (int i = 0; i < INT && i < room; i++) {
            optval.add(i).putByte((byte) (value >>> (8 * i & 31)));
        }
    }

    /** The int, or 0 if there was no room for all of it. */
    static int read(Address optval, Address optlen) {
        return optlen.getInt() < INT ? 0 : optval.getInt();
    }
}
