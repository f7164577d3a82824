// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <linux/sockios.h>}, and {@code struct ifreq} of {@code <net/if.h>} that these requests take. */
@Unmanaged
public final class LinuxSockios {
    public static final long SIOCINQ = 0x541b;
    public static final long SIOCOUTQ = 0x5411;
    public static final long SIOCOUTQNSD = 0x894b;
    public static final long SIOCGIFINDEX = 0x8933;
    public static final long SIOCETHTOOL = 0x8946;
    public static final long SIOCSHWTSTAMP = 0x89b0;
    public static final long SIOCGHWTSTAMP = 0x89b1;

    private LinuxSockios() {}

    /** {@code struct ifreq}, 40 bytes, with {@code ifr_data}. */
    @Unmanaged
    public static class ifreq extends Structure {
        public static final int SIZE = 40;
        public static final int IFR_IFINDEX = 16;
        public long ifr_name0;
        public long ifr_name8;
        public Address ifr_data;
        public long pad0;
        public long pad1;
    }
}
