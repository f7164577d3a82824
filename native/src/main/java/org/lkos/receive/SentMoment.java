// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import org.lkos.posix.LinuxErrqueue;
import org.lkos.posix.LinuxErrqueue.sock_extended_err;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Of what moment a stamp of a sent message is. Scheduling and acknowledgement are the kernel's to see: no device stamps
 * them, so those stamps stay what they are.
 */
@Unmanaged
final class SentMoment {
    private SentMoment() {}

    /** Whether a stamp of a sent message, told by what comes after it, is of the moment that a device would stamp. */
    static boolean isOfDevice(msghdr message, cmsghdr stamp) {
        long end = message.msg_control.toLong() + message.msg_controllen;
        cmsghdr header = stamp;
        Address next = header.toAddress().add(SysSocket.aligned(header.cmsg_len));
        while (next.toLong() + cmsghdr.SIZE + sock_extended_err.SIZE <= end) {
            header = next.toStructure();
            if (LinuxErrqueue.isExtendedError(header.cmsg_level, header.cmsg_type)) {
                sock_extended_err error = next.add(cmsghdr.SIZE).toStructure();
                return error.ee_info == LinuxErrqueue.SCM_TSTAMP_SND;
            }
            next = next.add(SysSocket.aligned(header.cmsg_len));
        }
        return true;
    }
}
