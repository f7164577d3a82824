// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.NetinetIn.in_pktinfo;
import org.lkos.posix.NetinetIn.sockaddr_in;
import org.lkos.posix.NetinetIn.sockaddr_in6;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Whether a datagram was sent to a group. The kernel tells where the application asked for the destination (IP_PKTINFO and
 * its like), or bound the socket to the group; asking ourselves would change what other receive calls bring.
 */
@Unmanaged
final class Destination {
    private static final int UNKNOWN = 0;
    private static final int ONE = 1;
    private static final int GROUP = 2;

    private Destination() {}

    /** Whether the socket, which has received something and so is bound, receives nothing but what is sent to a group. */
    static boolean isGroup(int fd) {
        int destination = Batching.destination(fd);
        if (destination == UNKNOWN) {
            destination = isBoundToGroup(fd) ? GROUP : ONE;
            Batching.setDestination(fd, destination);
        }
        return destination == GROUP;
    }

    private static boolean isBoundToGroup(int fd) {
        Address name = StackMemory.allocate(32, StackMemory.ALIGNED);
        Address length = StackMemory.allocate(4, StackMemory.ALIGNED);
        length.putInt(32);
        int savedErrno = Errno.get();
        long failed = SysSyscall.getsockname(fd, name, length);
        Errno.set(savedErrno);
        return failed == 0 && isGroupName(name);
    }

    /** Whether control data says so. */
    static boolean isGroup(Address control, long size) {
        Address at = control;
        long left = size;
        while (left >= cmsghdr.SIZE) {
            cmsghdr header = at.toStructure();
            long step = SysSocket.aligned(header.cmsg_len);
            if (header.cmsg_len < cmsghdr.SIZE || header.cmsg_len > left) {
                return false;
            }
            if (isGroup(header)) {
                return true;
            }
            at = at.add(step);
            left -= step;
        }
        return false;
    }

    private static boolean isGroup(cmsghdr header) {
        Address data = header.toAddress().add(cmsghdr.SIZE);
        long size = header.cmsg_len - cmsghdr.SIZE;
        if (header.cmsg_level == NetinetIn.SOL_IP) {
            if (header.cmsg_type == NetinetIn.IP_PKTINFO && size >= in_pktinfo.SIZE) {
                in_pktinfo info = data.toStructure();
                return isGroupAddress(info.ipi_addr);
            }
            return header.cmsg_type == NetinetIn.IP_ORIGDSTADDR && size >= sockaddr_in.SIZE && isGroupName(data);
        }
        if (header.cmsg_level == NetinetIn.SOL_IPV6) {
            if (header.cmsg_type == NetinetIn.IPV6_PKTINFO && size >= 16) {
                return isGroupAddress6(data);
            }
            return header.cmsg_type == NetinetIn.IPV6_ORIGDSTADDR && size >= sockaddr_in6.SIZE && isGroupName(data);
        }
        return false;
    }

    private static boolean isGroupName(Address name) {
        sockaddr_in address = name.toStructure();
        return address.sin_family == SysSocket.AF_INET
                ? isGroupAddress(address.sin_addr)
                : address.sin_family == SysSocket.AF_INET6 && isGroupAddress6(name.add(sockaddr_in6.SIN6_ADDR));
    }

    /** 224.0.0.0/4, in network order. */
    private static boolean isGroupAddress(int address) {
        return (address & 0xf0) == 0xe0;
    }

    /** ff00::/8, or one of IPv4 in ::ffff:0:0/96. */
    private static boolean isGroupAddress6(Address address) {
        boolean mapped = address.getLong() == 0 && address.add(8).getInt() == 0xffff0000;
        return mapped ? isGroupAddress(address.add(12).getInt()) : (address.getByte() & 0xff) == 0xff;
    }
}
