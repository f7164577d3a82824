// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.DivertedReceives;
import org.lkos.next.UserMemory;
import org.lkos.posix.SysSocket.msghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** {@code recvmsg}, from the first filter on. */
@Unmanaged
public final class FilteredMessages {
    /** Where a message's flags are, which are out. */
    private static final int FLAGS = 48;

    private FilteredMessages() {}

    /** On a descriptor that may have a filter: as {@code recvmsg}, errno included. */
    public static long recvmsg(int fd, Address message, int flags) {
        Filter filter = StackMemory.allocate(Filter.SIZE, StackMemory.ALIGNED).toStructure();
        if (!FilteredDescriptors.takesFiltered(fd, flags, filter)) {
            return pass(fd, message, flags);
        }
        if (Confinement.isBegun()) {
            long got = DivertedReceives.unfilteredRecvmsg(fd, message, flags);
            return Reception.showDelivered(filter, fd, message.toStructure(), got);
        }
        boolean usable = UserMemory.isReadableAgain(fd, message, msghdr.SIZE)
                && UserMemory.isByteWritableAgain(message.add(FLAGS));
        return usable
                ? Reception.receive(filter, fd, message.toStructure(), flags)
                : DivertedReceives.unfilteredRecvmsg(fd, message, flags);
    }

    /** On any other. A message may bring descriptors. */
    public static long pass(int fd, Address message, int flags) {
        long got = DivertedReceives.unfilteredRecvmsg(fd, message, flags);
        if (got >= 0) {
            FilteredDescriptors.renewReceived(message.toStructure());
        }
        return got;
    }
}
