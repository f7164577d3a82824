// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerosend;

import org.lkos.machine.StackMemory;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_mmsg;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio.iovec;
import org.lkos.send.WarmSends;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** A message that is to warm a path and not to be sent: one buffer, which stays the application's. */
@Unmanaged
final class WarmedBuffer {
    private WarmedBuffer() {}

    /** The length, or the negative errno that the same send would give without the flag. */
    static int answer(onload_zc_mmsg message, int flags) {
        Address vector = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED);
        long size = message.msg_iovlen == 1 ? SentBuffers.begin(message.iov, 1, vector) : 0;
        if (size == 0) {
            return -Errno.EINVAL;
        }
        msghdr header = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        SentDatagram.lay(header, message, vector, 1);
        long answer = WarmSends.answer(message.fd, header.toAddress(), flags);
        SentBuffers.end(message.iov, 1, 0);
        return (int) answer;
    }
}
