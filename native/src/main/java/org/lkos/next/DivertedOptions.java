// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The real {@code setsockopt}, once the door reaches in its place what must know of new sizes of send buffers. */
@Unmanaged
@StaticInit
public final class DivertedOptions {
    private static Address setsockopt;

    private DivertedOptions() {}

    /** Safe to run twice, or in two threads at once. */
    public static void begin() {
        Cell cell = NextSockets.setsockoptCell();
        if (cell.function == watchedSetsockopt()) {
            return;
        }
        NextSymbol.bindAll();
        Address found = cell.function;
        // Unless another thread has been here.
        if (found != watchedSetsockopt()) {
            Atomics.storeRelease(addressOf(setsockopt), found);
            Atomics.storeRelease(cell.toAddress(), watchedSetsockopt());
        }
    }

    public static int setsockopt(int fd, int level, int optname, Address optval, int optlen) {
        return NextSockets.asSetsockopt(setsockopt).call(fd, level, optname, optval, optlen);
    }

    @Import(name = "&")
    private static native Address addressOf(Address field);

    @Import(name = "(void *) entry_watched_setsockopt")
    @Variable
    private static native Address watchedSetsockopt();
}
