// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import static org.lkos.posix.NetinetIn.IPV6_PKTINFO;
import static org.lkos.posix.NetinetIn.IP_PKTINFO;
import static org.lkos.posix.NetinetIn.SOL_IP;
import static org.lkos.posix.NetinetIn.SOL_IPV6;

import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.onload.OnloadExtensionsZc;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Whether a datagram was sent to a multicast address, so far as it can be known with the socket left as it is: from the
 * packet information that the application asked for and gave room for, or else from the address that the socket is bound
 * to, which stays what it is once something was received.
 */
@Unmanaged
final class SharedDestination {
    static final int UNKNOWN = 0;

    private static final int SINGLE = 1;
    private static final int MULTICAST = 2;

    private static final int ADDRESS = 128;
    private static final int IPV4_ADDRESS = 4;
    private static final int IPV6_ADDRESS = 8;

    private SharedDestination() {}

    /** What a filter is told of a datagram that was received. */
    static int flags(int fd, Filter filter, msghdr message) {
        int told = told(message);
        int known = told == UNKNOWN ? bound(fd, filter) : told;
        return known == MULTICAST ? OnloadExtensionsZc.ONLOAD_ZC_MSG_SHARED : 0;
    }

    private static int told(msghdr message) {
        cmsghdr header = SysSocket.firstControl(message);
        while (header != null) {
            Address data = header.toAddress().add(cmsghdr.SIZE);
            if (isInformation(header, SOL_IP, IP_PKTINFO, 12)) {
                return kind(isMulticast(data.add(8)));
            }
            if (isInformation(header, SOL_IPV6, IPV6_PKTINFO, 20)) {
                return kind(isMulticast6(data));
            }
            header = SysSocket.nextControl(message, header);
        }
        return UNKNOWN;
    }

    private static boolean isInformation(cmsghdr header, int level, int type, int size) {
        return header.cmsg_level == level && header.cmsg_type == type && header.cmsg_len >= cmsghdr.SIZE + size;
    }

    private static int bound(int fd, Filter filter) {
        FilterSlot slot = filter.slot;
        int known = slot.destination;
        boolean confined = Confinement.isBegun();
        if (known != UNKNOWN || confined) {
            return known;
        }
        Address address = StackMemory.allocate(ADDRESS, StackMemory.ALIGNED);
        Address length = StackMemory.allocate(4, StackMemory.ALIGNED);
        length.putInt(ADDRESS);
        int savedErrno = Errno.get();
        long failed = SysSyscall.getsockname(fd, address, length);
        Errno.set(savedErrno);
        if (failed == 0) {
            boolean six = address.getShort() == SysSocket.AF_INET6;
            known = kind(six ? isMulticast6(address.add(IPV6_ADDRESS)) : isMulticast(address.add(IPV4_ADDRESS)));
        }
        long number = slot.number();
        if (number == filter.number) {
            slot.destination = known;
        }
        return known;
    }

    private static int kind(boolean multicast) {
        return multicast ? MULTICAST : SINGLE;
    }

    private static boolean isMulticast(Address address) {
        return (address.getByte() & 0xf0) == 0xe0;
    }

    /** Those of IPv4 as IPv6 has them, too. */
    private static boolean isMulticast6(Address address) {
        boolean mapped =
                address.getLong() == 0 && address.add(8).getInt() == 0xffff0000 && isMulticast(address.add(12));
        return (address.getByte() & 0xff) == 0xff || mapped;
    }
}
