// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <netinet/in.h>}. Numbers in network order on the little-endian machines we run on. */
@Unmanaged
public final class NetinetIn {
    public static final int SOL_IP = 0;
    public static final int IP_PKTINFO = 8;
    public static final int IP_ORIGDSTADDR = 20;
    public static final int SOL_IPV6 = 41;
    public static final int IPV6_PKTINFO = 50;
    public static final int IPV6_ORIGDSTADDR = 74;
    public static final int IPPROTO_TCP = 6;
    public static final int IPPROTO_UDP = 17;
    public static final int IPPROTO_MPTCP = 262;
    public static final int IP_RECVERR = 11;
    public static final int IPV6_RECVERR = 25;

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

    /** {@code struct sockaddr_in6}, 28 bytes, as far as the address in it. */
    @Unmanaged
    public static class sockaddr_in6 extends Structure {
        public static final int SIZE = 28;
        public static final int SIN6_ADDR = 8;
        public short sin6_family;
        public short sin6_port;
        public int sin6_flowinfo;
    }

    /** {@code struct in_pktinfo}, 12 bytes. */
    @Unmanaged
    public static class in_pktinfo extends Structure {
        public static final int SIZE = 12;
        public int ipi_ifindex;
        public int ipi_spec_dst;
        public int ipi_addr;
    }
}
