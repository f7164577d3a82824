// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.send;

import org.lkos.next.Confinement;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The data of a message, and the memory that it and all else of the message lies in. */
@Unmanaged
final class MessageData {
    /** The kernel sends no more in one call, whatever is asked. */
    private static final long LARGEST = 0x7ffff000L;

    private MessageData() {}

    /**
     * How many bytes a message has, or the negative errno with which the kernel refuses it: EFAULT, EMSGSIZE or EINVAL.
     * The message itself can be read.
     */
    static long length(int fd, msghdr message) {
        long count = message.msg_iovlen;
        if (Long.compareUnsigned(count, SysUio.UIO_MAXIOV) > 0) {
            return -Errno.EMSGSIZE;
        }
        if (!isReadable(fd, message.msg_iov, count * iovec.SIZE)) {
            return -Errno.EFAULT;
        }
        long length = 0;
        for (long i = 0; i < count; i++) {
            iovec part = at(message, i);
            long size = part.iov_len;
            if (size < 0) {
                return -Errno.EINVAL;
            }
            if (part.iov_base.toLong() < 0) {
                // The kernel's own, be it none of it.
                return -Errno.EFAULT;
            }
            length = capped(length + capped(size));
        }
        return length;
    }

    /** What of so many bytes, an unsigned number, the kernel sends in one call. */
    static long capped(long size) {
        return Long.compareUnsigned(size, LARGEST) < 0 ? size : LARGEST;
    }

    /** Whether all bytes of a message can be read whose {@link #length} is known. */
    static boolean isReadable(int fd, msghdr message) {
        boolean readable = true;
        for (long i = 0; readable && i < message.msg_iovlen; i++) {
            iovec part = at(message, i);
            readable = isReadable(fd, part.iov_base, capped(part.iov_len));
        }
        return readable;
    }

    /** Whether so many bytes can be read, which no call of another kind may ask in a confined process. */
    static boolean isReadable(int fd, Address start, long size) {
        if (size == 0 || start == null) {
            return size == 0;
        }
        return Confinement.isBegun()
                || UserMemory.isReadableAgain(fd, start, size)
                || UserMemory.isReadableAsMask(start, size);
    }

    private static iovec at(msghdr message, long index) {
        return message.msg_iov.add(index * iovec.SIZE).toStructure();
    }
}
