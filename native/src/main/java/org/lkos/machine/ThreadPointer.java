// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.machine;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** One pointer that each thread has for itself, at first null. A new thread has it null, a forked process keeps it. */
@Unmanaged
public final class ThreadPointer {
    private ThreadPointer() {}

    public static Address get() {
        Address cell = cell();
        return cell.getAddress();
    }

    public static void set(Address value) {
        Address cell = cell();
        cell.putAddress(value);
    }

    private static Address cell() {
        return threadPointer();
    }

    @Import(name = "LKOS_THREAD_POINTER")
    @Variable
    private static native Address threadPointer();
}
