// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** {@code <sys/socket.h>}, with the option numbers of {@code <asm-generic/socket.h>}. LP64. */
@Unmanaged
@Include("sys/socket.h")
public final class SysSocket {
    public static final int SOL_SOCKET = 1;
    public static final int SO_TYPE = 3;
    public static final int SO_SNDBUF = 7;
    public static final int SO_RCVBUF = 8;
    public static final int SO_SNDBUFFORCE = 32;
    public static final int SO_ERROR = 4;
    public static final int SO_RCVLOWAT = 18;
    public static final int SO_SNDTIMEO = 21;
    public static final int SO_TIMESTAMP_OLD = 29;
    public static final int SO_TIMESTAMPNS_OLD = 35;
    public static final int SO_TIMESTAMPING_OLD = 37;
    public static final int SO_PROTOCOL = 38;
    public static final int SO_DOMAIN = 39;
    public static final int SO_PEEK_OFF = 42;
    public static final int SO_BUSY_POLL = 46;
    public static final int SO_MEMINFO = 55;
    public static final int SO_COOKIE = 57;
    public static final int SO_TIMESTAMP_NEW = 63;
    public static final int SO_TIMESTAMPNS_NEW = 64;
    public static final int SO_TIMESTAMPING_NEW = 65;
    public static final int SO_NETNS_COOKIE = 71;

    public static final int SCM_RIGHTS = 1;
    public static final int SCM_TIMESTAMPING_OPT_STATS = 54;
    public static final int SCM_TIMESTAMPING_PKTINFO = 58;

    public static final int AF_UNSPEC = 0;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_PACKET = 17;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int MSG_OOB = 0x1;
    public static final int MSG_PEEK = 0x2;
    public static final int MSG_CTRUNC = 0x8;
    public static final int MSG_PROBE = 0x10;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_WAITALL = 0x100;
    public static final int MSG_EOR = 0x80;
    public static final int MSG_ERRQUEUE = 0x2000;
    public static final int MSG_NOSIGNAL = 0x4000;
    public static final int MSG_MORE = 0x8000;
    public static final int MSG_WAITFORONE = 0x10000;
    public static final int MSG_CMSG_COMPAT = 1 << 31;
    public static final int MSG_ZEROCOPY = 0x4000000;
    public static final int MSG_FASTOPEN = 0x20000000;

    /** {@code sizeof(struct sockaddr_storage)}. */
    public static final int LARGEST_ADDRESS = 128;

    private SysSocket() {}

    /** What a control message of this type was called before there were types for 64-bit time. */
    public static int oldNumber(int level, int type) {
        if (level != SOL_SOCKET) {
            return type;
        }
        switch (type) {
            case SO_TIMESTAMP_NEW:
                return SO_TIMESTAMP_OLD;
            case SO_TIMESTAMPNS_NEW:
                return SO_TIMESTAMPNS_OLD;
            case SO_TIMESTAMPING_NEW:
                return SO_TIMESTAMPING_OLD;
            default:
                return type;
        }
    }

    /** {@code CMSG_ALIGN}. */
    @NoSideEffects
    public static long aligned(long length) {
        return length + 7 & ~7L;
    }

    /** {@code CMSG_FIRSTHDR}: null if there is none. */
    public static cmsghdr firstControl(msghdr message) {
        return controlAt(message, message.msg_control);
    }

    /** {@code CMSG_NXTHDR}: null if there is none. */
    public static cmsghdr nextControl(msghdr message, cmsghdr header) {
        long space = aligned(header.cmsg_len);
        return controlAt(message, header.toAddress().add(space));
    }

    /** Null unless it is there, as long as it says. */
    private static cmsghdr controlAt(msghdr message, Address place) {
        long left = message.msg_control.toLong() + message.msg_controllen - place.toLong();
        if (message.msg_control == null || left < cmsghdr.SIZE) {
            return Address.fromLong(0).toStructure();
        }
        cmsghdr header = place.toStructure();
        boolean whole = header.cmsg_len >= cmsghdr.SIZE && header.cmsg_len <= left;
        return whole ? header : Address.fromLong(0).toStructure();
    }

    /** The system call. */
    public static long getpeername(int fd, Address address, Address length) {
        return syscall(SYS_getpeername(), fd, address, length);
    }

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, int fd, Address address, Address length);

    @NoSideEffects
    private static long SYS_getpeername() {
        return getpeernameNumber();
    }

    @Import(name = "SYS_getpeername")
    @Include("sys/syscall.h")
    @Variable
    private static native long getpeernameNumber();

    @Import(name = "socket")
    public static native int socket(int domain, int type, int protocol);

    /** {@code struct msghdr}, 56 bytes. */
    @Unmanaged
    public static class msghdr extends Structure {
        public static final int SIZE = 56;
        public Address msg_name;
        public int msg_namelen;
        public int pad0;
        public Address msg_iov;
        public long msg_iovlen;
        public Address msg_control;
        public long msg_controllen;
        public int msg_flags;
        public int pad1;
    }

    /** {@code struct mmsghdr}, 64 bytes: a {@link msghdr} and {@code msg_len}. */
    @Unmanaged
    public static class mmsghdr extends msghdr {
        public static final int SIZE = 64;
        public int msg_len;
        public int pad2;
    }

    /** {@code struct cmsghdr}, 16 bytes; the data follows, the next one at the next multiple of 8. */
    @Unmanaged
    public static class cmsghdr extends Structure {
        public static final int SIZE = 16;
        public long cmsg_len;
        public int cmsg_level;
        public int cmsg_type;
    }
}
