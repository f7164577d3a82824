// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import org.lkos.machine.Bytes;
import org.lkos.posix.Stdlib;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * Where hardware stamps come from: {@code LKOS_TIMESTAMPS}.
 *
 * <ul>
 *   <li>{@code software}, or nothing: from the kernel's software stamps, on every device, so that results are the same
 *       everywhere.
 *   <li>{@code auto}: from the device where it stamps a packet, else from the kernel.
 *   <li>{@code hardware}: from the device or not at all; requests go on as they are.
 * </ul>
 */
@Unmanaged
@StaticInit
public final class StampSource {
    private static final int UNREAD = 0;
    private static final int SOFTWARE = 1;
    private static final int AUTO = 2;
    private static final int HARDWARE = 3;

    private static int chosen;

    private StampSource() {}

    /** Whether requests go on as they are. */
    public static boolean isDeviceAlone() {
        return choice() == HARDWARE;
    }

    /** Whether a stamp of the device's, where there is one, is the better one. */
    public static boolean prefersDevice() {
        return choice() == AUTO;
    }

    /** Reads the environment once; a program with more rights than its caller takes no orders from it. */
    private static int choice() {
        if (chosen == UNREAD) {
            Address value = Stdlib.secure_getenv(variableName());
            chosen = value == null ? SOFTWARE : meaning(value);
        }
        return chosen;
    }

    private static int meaning(Address value) {
        if (Bytes.areSameText(value, hardwareText())) {
            return HARDWARE;
        }
        return Bytes.areSameText(value, autoText()) ? AUTO : SOFTWARE;
    }

    @Import(name = "\"LKOS_TIMESTAMPS\"")
    @Variable
    private static native Address variableName();

    @Import(name = "\"hardware\"")
    @Variable
    private static native Address hardwareText();

    @Import(name = "\"auto\"")
    @Variable
    private static native Address autoText();
}
