// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.machine;

import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Short runs of bytes; C's {@code memcpy} would be one more symbol to bind at load. */
@Unmanaged
public final class Bytes {
    private Bytes() {}

    /** Copies forward, byte by byte: the target may overlap its source from below. */
    public static void copy(Address source, Address target, long size) {
        for (long i = 0; i < size; i++) {
            target.add(i).putByte(source.add(i).getByte());
        }
    }
}
