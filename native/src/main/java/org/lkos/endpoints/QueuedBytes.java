// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextDescriptors;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** How many bytes wait in a connection, by SIOCINQ, SIOCOUTQ or SIOCOUTQNSD. */
@Unmanaged
final class QueuedBytes {
    private QueuedBytes() {}

    static int of(int fd, long request) {
        Address bytes = StackMemory.allocate(4, StackMemory.ALIGNED);
        bytes.putInt(0);
        int savedErrno = Errno.get();
        int failed = NextDescriptors.ioctl(fd, request, bytes);
        Errno.set(savedErrno);
        return failed == 0 ? bytes.getInt() : 0;
    }
}
