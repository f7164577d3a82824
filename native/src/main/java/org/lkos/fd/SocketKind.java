// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.fd;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The kind of a socket, and a note beside it, kept by number.
 *
 * <pre>
 *  63            3    2     1    0
 * +---------------+--------+------+
 * | note          | served | kind |
 * +---------------+--------+------+
 * </pre>
 *
 * An entry holds until a descriptor of that number is made. One that was closed, or is a file since, keeps the old entry:
 * the kernel's answer to the next call on it tells, and {@link #check} asks.
 */
@Unmanaged
public final class SocketKind {
    public static final int UDP = 1;

    public static final int TCP = 2;

    /** Its calls are TCP's; Onload leaves it to the kernel. */
    public static final int MPTCP = 3;

    private static final int DESCRIPTORS = 1 << 16;
    private static final long KIND = 3;
    private static final long SERVED = 4;
    private static final int NOTE_SHIFT = 3;

    private SocketKind() {}

    /** {@link #UDP} or {@link #TCP}; -ESOCKTNOSUPPORT for any other descriptor, -EBADF for a number that is none. */
    public static int of(int fd) {
        int known = isCovered(fd) ? (int) (entry(fd).getLong() & KIND) : 0;
        return known != 0 ? known : ask(fd);
    }

    /** The same, asked of the kernel now. */
    public static int check(int fd) {
        int known = isCovered(fd) ? (int) (entry(fd).getLong() & KIND) : 0;
        return known != 0 && protocolKind(protocol(fd)) == known ? known : ask(fd);
    }

    /** For memory that, asked by way of a descriptor, cannot be used: -EFAULT, if the descriptor is not to blame. */
    public static int fault(int fd) {
        int kind = check(fd);
        return kind < 0 ? kind : -Errno.EFAULT;
    }

    /** What {@link #setNote} left for the socket, at first 0. */
    public static long note(int fd) {
        return isCovered(fd) ? entry(fd).getLong() >>> NOTE_SHIFT : 0;
    }

    /** Notes something, of 61 bits, beside a kind that is known. */
    public static void setNote(int fd, long note) {
        if (isCovered(fd)) {
            long others = entry(fd).getLong() & (SERVED | KIND);
            entry(fd).putLong(note << NOTE_SHIFT | others);
        }
    }

    /** Whether {@link #setServed} was called for the descriptor. */
    public static boolean isServed(int fd) {
        return isCovered(fd) && (entry(fd).getLong() & SERVED) != 0;
    }

    /** Onload's own calls are for it, unless it is of a kind that they are not for. */
    public static void setServed(int fd) {
        if (isCovered(fd)) {
            long others = entry(fd).getLong();
            entry(fd).putLong(others | SERVED);
        }
    }

    /** The descriptor of that number is, or may be, another one now. */
    public static void forget(int fd) {
        if (isCovered(fd) && entry(fd).getLong() != 0) {
            entry(fd).putLong(0);
        }
    }

    /** Whether anything can be remembered of a descriptor. */
    public static boolean isCovered(int fd) {
        return Integer.compareUnsigned(fd, DESCRIPTORS) < 0;
    }

    private static int ask(int fd) {
        forget(fd);
        Address cell = StackMemory.allocate(4, StackMemory.ALIGNED);
        int status = NextOptions.getInto(fd, SysSocket.SO_TYPE, cell, 4);
        if (status != 0) {
            return status == -Errno.EBADF ? status : -Errno.ESOCKTNOSUPPORT;
        }
        int type = cell.getInt();
        int domain = NextOptions.get(fd, SysSocket.SO_DOMAIN, 0);
        int kind = protocolKind(protocol(fd));
        boolean internet = domain == SysSocket.AF_INET || domain == SysSocket.AF_INET6;
        if (!internet || kind == 0 || type != (kind == UDP ? SysSocket.SOCK_DGRAM : SysSocket.SOCK_STREAM)) {
            return -Errno.ESOCKTNOSUPPORT;
        }
        if (isCovered(fd)) {
            StreamNote.of(fd).reset();
            entry(fd).putLong(kind);
        }
        return kind;
    }

    private static int protocol(int fd) {
        return NextOptions.get(fd, SysSocket.SO_PROTOCOL, 0);
    }

    private static int protocolKind(int protocol) {
        switch (protocol) {
            case NetinetIn.IPPROTO_UDP:
                return UDP;
            case NetinetIn.IPPROTO_TCP:
                return TCP;
            case NetinetIn.IPPROTO_MPTCP:
                return MPTCP;
            default:
                return 0;
        }
    }

    private static Address entry(int fd) {
        return entries().add((long) fd * 8);
    }

    @NoSideEffects
    private static Address entries() {
        return entriesStatic();
    }

    /** Zero pages of the library's own, used one by one as descriptors are. */
    @Import(name = "LKOS_TABLE((1 << 16) * 8)")
    @Variable
    private static native Address entriesStatic();
}
