// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Unmanaged;

/** {@code <linux/if_ether.h>}. Numbers in network order on the little-endian machines we run on. */
@Unmanaged
public final class LinuxIfEther {
    public static final short ETH_P_IP = 0x0008;
    public static final short ETH_P_ALL = 0x0300;

    private LinuxIfEther() {}
}
