// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <linux/sock_diag.h>}. */
@Unmanaged
public final class LinuxSockDiag {
    private LinuxSockDiag() {}

    /** The array that SO_MEMINFO fills, 36 bytes; each field has the name of its index, {@code SK_MEMINFO_...}. */
    @Unmanaged
    public static class sk_meminfo extends Structure {
        public static final int SIZE = 36;
        public int rmem_alloc;
        public int rcvbuf;
        public int wmem_alloc;
        public int sndbuf;
        public int fwd_alloc;
        public int wmem_queued;
        public int optmem;
        public int backlog;
        public int drops;
    }
}
