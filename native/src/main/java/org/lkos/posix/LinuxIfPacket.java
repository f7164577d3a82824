// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <linux/if_packet.h>}. Numbers in network order on the little-endian machines we run on. */
@Unmanaged
public final class LinuxIfPacket {
    private LinuxIfPacket() {}

    /** {@code struct sockaddr_ll}, 20 bytes. */
    @Unmanaged
    public static class sockaddr_ll extends Structure {
        public static final int SIZE = 20;
        public short sll_family;
        public short sll_protocol;
        public int sll_ifindex;
        public short sll_hatype;
        public byte sll_pkttype;
        public byte sll_halen;
        public int sll_addr0;
        public int sll_addr4;
    }
}
