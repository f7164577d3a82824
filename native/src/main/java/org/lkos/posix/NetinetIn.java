// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <netinet/in.h>}. Numbers in network order on the little-endian machines we run on. */
@Unmanaged
public final class NetinetIn {
    public static final int IPPROTO_TCP = 6;
    public static final int IPPROTO_UDP = 17;
    public static final int IPPROTO_MPTCP = 262;

    private NetinetIn() {}

    /** An address in 127.0.0.0/8 in network order, some function of {@code seed}. */
    @NoSideEffects
    public static int loopback(int seed) {
        return 127 | seed << 8;
    }

    /** {@code struct sockaddr_in}, 16 bytes. */
    @Unmanaged
    public static class sockaddr_in extends Structure {
        public static final int SIZE = 16;
        public short sin_family;
        public short sin_port;
        public int sin_addr;
        public long sin_zero;
    }
}
