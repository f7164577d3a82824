// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerosend;

import org.lkos.fd.SocketKind;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_mmsg;
import org.lkos.posix.Errno;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** A message that is to warm a path and not to be sent: one buffer, which stays the application's. */
@Unmanaged
final class WarmedBuffer {
    private WarmedBuffer() {}

    /** The length, or a negative errno. */
    static int answer(onload_zc_mmsg message, int kind) {
        Address vector = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED);
        long size = message.msg_iovlen == 1 ? SentBuffers.begin(message.iov, 1, vector) : 0;
        if (size == 0) {
            return -Errno.EINVAL;
        }
        SentBuffers.end(message.iov, 1, 0);
        int state = NextOptions.getTcp(message.fd, NetinetTcp.TCP_INFO) & 0xff;
        boolean connected = state == NetinetTcp.TCP_ESTABLISHED || state == NetinetTcp.TCP_CLOSE_WAIT;
        return kind == SocketKind.UDP || connected ? (int) size : -Errno.EPIPE;
    }
}
