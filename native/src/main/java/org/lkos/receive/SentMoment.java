// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import org.lkos.posix.LinuxErrqueue;
import org.lkos.posix.LinuxErrqueue.sock_extended_err;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.timestamping.Request;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Of what moment a stamp of a sent message is. Scheduling and acknowledgement are the kernel's to see: no device stamps
 * them, so those stamps stay what they are. But where messages asked for what their socket does not, scheduling stands for
 * the moment of sending: see {@link Request#withOtherSender}.
 */
@Unmanaged
final class SentMoment {
    private SentMoment() {}

    /** The request as it is for one stamp of a sent message. */
    static int requestFor(int request, msghdr message, cmsghdr stamp) {
        Address found = findError(message, stamp);
        if (found == null) {
            return request;
        }
        sock_extended_err error = found.toStructure();
        int moment = error.ee_info;
        if (moment == LinuxErrqueue.SCM_TSTAMP_SCHED && Request.sendsByMessage(request)) {
            error.ee_info = LinuxErrqueue.SCM_TSTAMP_SND;
            return Request.withOtherSender(request);
        }
        return moment == LinuxErrqueue.SCM_TSTAMP_SND ? request : Request.withoutHardware(request);
    }

    /** What comes with the stamp, behind it; or null. */
    private static Address findError(msghdr message, cmsghdr stamp) {
        long end = message.msg_control.toLong() + message.msg_controllen;
        cmsghdr header = stamp;
        Address next = header.toAddress().add(SysSocket.aligned(header.cmsg_len));
        while (next.toLong() + cmsghdr.SIZE + sock_extended_err.SIZE <= end) {
            header = next.toStructure();
            if (LinuxErrqueue.isExtendedError(header.cmsg_level, header.cmsg_type)) {
                return next.add(cmsghdr.SIZE);
            }
            next = next.add(SysSocket.aligned(header.cmsg_len));
        }
        return Address.fromLong(0);
    }
}
