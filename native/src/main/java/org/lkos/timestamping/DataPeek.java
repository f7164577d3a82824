// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.SysSocket.MSG_DONTWAIT;
import static org.lkos.posix.SysSocket.MSG_PEEK;
import static org.lkos.posix.SysSocket.MSG_TRUNC;
import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysSyscall;
import org.lkos.posix.SysUio.iovec;
import org.lkos.posix.Time.timespec;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * What is learnt of data that a socket holds without reading it: how much, and when it came. Of a datagram that is its
 * length and stamp; of a stream as much as was looked for, and the stamp of the last byte of it. No byte is written: of
 * streams MSG_TRUNC asks for the number of bytes alone, of datagrams there are none to be had.
 */
@Unmanaged
public final class DataPeek extends Structure {
    public static final int SIZE = 16;

    /** All there is, of a stream. */
    public static final long ALL = Integer.MAX_VALUE;

    /** The first datagram. */
    public static final long DATAGRAM = 0;

    private static final int CONTROL = 256;

    /** In bytes, or a negative errno. */
    public long length;

    /** In nanoseconds of the real-time clock, or 0 for none. */
    public long stamp;

    /** Looks at {@code size} bytes of a stream, or at a datagram; errno stays. */
    public void look(int fd, long size) {
        Address control = StackMemory.allocate(CONTROL, StackMemory.ALIGNED);
        iovec data = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        msghdr message = StackMemory.allocate(msghdr.SIZE, StackMemory.ALIGNED).toStructure();
        data.iov_base = Address.fromLong(0);
        data.iov_len = size;
        message.msg_name = Address.fromLong(0);
        message.msg_namelen = 0;
        message.msg_iov = data.toAddress();
        message.msg_iovlen = 1;
        message.msg_control = control;
        message.msg_controllen = CONTROL;
        int savedErrno = Errno.get();
        long got = SysSyscall.recvmsg(fd, message.toAddress(), MSG_PEEK | MSG_DONTWAIT | MSG_TRUNC);
        length = got < 0 ? -Errno.get() : got;
        stamp = got < 0 ? 0 : find(message);
        Errno.set(savedErrno);
    }

    /** When the byte of a stream came that is {@code offset} bytes behind the first unread one. */
    public static long stampAt(int fd, long offset) {
        DataPeek peek = StackMemory.allocate(SIZE, StackMemory.ALIGNED).toStructure();
        peek.look(fd, offset + 1);
        return peek.stamp;
    }

    /** How many bytes of a stream, one to {@code most}, came with the first one, by their stamps. */
    public static long together(int fd, long most) {
        long stamp = stampAt(fd, 0);
        long enough = 1;
        long tooMany = most + 1;
        while (tooMany - enough > 1) {
            long middle = enough + (tooMany - enough) / 2;
            if (stampAt(fd, middle - 1) == stamp) {
                enough = middle;
            } else {
                tooMany = middle;
            }
        }
        return enough;
    }

    private static long find(msghdr message) {
        Address at = message.msg_control;
        long left = message.msg_controllen;
        while (left >= cmsghdr.SIZE) {
            cmsghdr header = at.toStructure();
            if (isStamp(header)) {
                timespec time = at.add(cmsghdr.SIZE).toStructure();
                return time.tv_sec * 1_000_000_000L + time.tv_nsec;
            }
            long step = SysSocket.aligned(header.cmsg_len);
            if (step < cmsghdr.SIZE) {
                return 0;
            }
            at = at.add(step);
            left -= step;
        }
        return 0;
    }

    private static boolean isStamp(cmsghdr header) {
        return header.cmsg_level == SOL_SOCKET
                && (header.cmsg_type == SO_TIMESTAMPING_OLD || header.cmsg_type == SO_TIMESTAMPING_NEW)
                && header.cmsg_len >= cmsghdr.SIZE + timespec.SIZE;
    }
}
