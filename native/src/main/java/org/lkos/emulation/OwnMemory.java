// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.emulation;

import org.lkos.posix.Errno;
import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Memory from the kernel, past the application's allocator: zeros, in pages that are there when they are written. */
@Unmanaged
public final class OwnMemory {
    private OwnMemory() {}

    /** The memory, or null; errno stays. */
    public static Address map(long size) {
        int savedErrno = Errno.get();
        long mapped = SysSyscall.mmap(
                Address.fromLong(0),
                size,
                SysMman.PROT_READ | SysMman.PROT_WRITE,
                SysMman.MAP_PRIVATE | SysMman.MAP_ANONYMOUS | SysMman.MAP_NORESERVE);
        Errno.set(savedErrno);
        return Address.fromLong(mapped == -1 ? 0 : mapped);
    }

    /** Gives it back. */
    public static void unmap(Address memory, long size) {
        int savedErrno = Errno.get();
        long unmapped = SysSyscall.munmap(memory, size);
        Errno.set(savedErrno);
    }
}
