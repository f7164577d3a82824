// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Unmanaged;

/** {@code <netinet/tcp.h>}. */
@Unmanaged
public final class NetinetTcp {
    public static final int TCP_INFO = 11;
    public static final int TCP_CLOSE = 7;
    public static final int TCP_LISTEN = 10;

    private NetinetTcp() {}
}
