// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

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
    private static boolean kernelOff;
    private static boolean deviceFirst;

    private StampSource() {}

    /** Reads the environment; a program with more rights than its caller takes no orders from it. */
    public static void choose() {
        Address value = Stdlib.secure_getenv(variableName());
        if (value != null) {
            kernelOff = startsWith(value, hardwareText());
            deviceFirst = startsWith(value, autoText());
        }
    }

    /** Whether requests go on as they are. */
    public static boolean isDeviceAlone() {
        return kernelOff;
    }

    /** Whether a stamp of the device's, where there is one, is the better one. */
    public static boolean prefersDevice() {
        return deviceFirst;
    }

    private static boolean startsWith(Address text, Address word) {
        long at = 0;
        while (word.add(at).getByte() != 0) {
            if (text.add(at).getByte() != word.add(at).getByte()) {
                return false;
            }
            at++;
        }
        return true;
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
