// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Unmanaged;

/** {@code <linux/tcp.h>}: where things are in {@code struct tcp_info}, which grew over the years. */
@Unmanaged
public final class LinuxTcp {
    public static final int TCPI_STATE = 0;
    public static final int TCPI_RCV_MSS = 20;
    public static final int TCPI_BYTES_RECEIVED = 128;
    public static final int TCPI_RCV_OOOPACK = 224;

    /** As of Linux 5.4, which has all of the above. */
    public static final int SIZEOF_TCP_INFO = 232;

    private LinuxTcp() {}
}
