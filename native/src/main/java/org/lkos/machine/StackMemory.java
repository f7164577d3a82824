// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.machine;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/**
 * Memory on the stack of the calling Java method, gone at the end of the Java block that asked for it. With a constant
 * size it is part of the frame and costs nothing.
 */
@Unmanaged
public final class StackMemory {
    /** Alignment, in bits, for all that C's types need. */
    public static final long ALIGNED = 64;

    private StackMemory() {}

    @Import(name = "__builtin_alloca_with_align")
    public static native Address allocate(long size, long alignment);
}
