// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Int options at SOL_SOCKET, asked and set on the side: errno stays as it was, errors come back as a number. */
@Unmanaged
public final class NextOptions {
    private NextOptions() {}

    /** 0, or the negative errno. */
    public static int set(int fd, int optname, int value) {
        Address cell = StackMemory.allocate(4, StackMemory.ALIGNED);
        cell.putInt(value);
        return set(fd, optname, cell, 4);
    }

    /** 0, or the negative errno. */
    public static int set(int fd, int optname, Address value, int size) {
        int savedErrno = Errno.get();
        int failed = NextSockets.setsockopt(fd, SysSocket.SOL_SOCKET, optname, value, size);
        int status = failed == 0 ? 0 : -Errno.get();
        Errno.set(savedErrno);
        return status;
    }

    /** The option's value, or {@code otherwise} where the socket has no such option. */
    public static int get(int fd, int optname, int otherwise) {
        Address value = StackMemory.allocate(4, StackMemory.ALIGNED);
        return getInto(fd, optname, value, 4) == 0 ? value.getInt() : otherwise;
    }

    /** The value of an option of 64 bits, or 0 where the socket has no such option. */
    public static long getLong(int fd, int optname) {
        Address value = StackMemory.allocate(8, StackMemory.ALIGNED);
        return getInto(fd, optname, value, 8) == 0 ? value.getLong() : 0;
    }

    /** The first int of an option at IPPROTO_TCP, or 0. */
    public static int getTcp(int fd, int optname) {
        Address value = StackMemory.allocate(4, StackMemory.ALIGNED);
        return getTcpInto(fd, optname, value, 4) == 0 ? value.getInt() : 0;
    }

    /** The first {@code size} bytes of an option at IPPROTO_TCP: 0, or the negative errno. */
    public static int getTcpInto(int fd, int optname, Address value, int size) {
        return getInto(fd, NetinetIn.IPPROTO_TCP, optname, value, size);
    }

    /** An int option at IPPROTO_IP, or 0. */
    public static int getIp(int fd, int optname) {
        Address value = StackMemory.allocate(4, StackMemory.ALIGNED);
        return getInto(fd, NetinetIn.SOL_IP, optname, value, 4) == 0 ? value.getInt() : 0;
    }

    /** An int option at IPPROTO_IPV6, or 0. */
    public static int getIpv6(int fd, int optname) {
        Address value = StackMemory.allocate(4, StackMemory.ALIGNED);
        return getInto(fd, NetinetIn.SOL_IPV6, optname, value, 4) == 0 ? value.getInt() : 0;
    }

    /** {@code struct tcp_info}, as much of it as there is room for: its length, or the negative errno. */
    public static int getTcpInfo(int fd, Address value, int size) {
        Address room = StackMemory.allocate(4, StackMemory.ALIGNED);
        room.putInt(size);
        int savedErrno = Errno.get();
        int failed = NextSockets.getsockopt(fd, NetinetIn.IPPROTO_TCP, NetinetTcp.TCP_INFO, value, room);
        int status = failed == 0 ? room.getInt() : -Errno.get();
        Errno.set(savedErrno);
        return status;
    }

    /** 0 with the value in {@code size} bytes at {@code value}, or the negative errno. */
    public static int getInto(int fd, int optname, Address value, int size) {
        return getInto(fd, SysSocket.SOL_SOCKET, optname, value, size);
    }

    private static int getInto(int fd, int level, int optname, Address value, int size) {
        Address room = StackMemory.allocate(4, StackMemory.ALIGNED);
        room.putInt(size);
        int savedErrno = Errno.get();
        int failed = NextSockets.getsockopt(fd, level, optname, value, room);
        int status = failed == 0 ? 0 : -Errno.get();
        Errno.set(savedErrno);
        return status;
    }
}
