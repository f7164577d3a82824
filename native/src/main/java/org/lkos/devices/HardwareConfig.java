// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.devices;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextDescriptors;
import org.lkos.next.NextOptions;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.LinuxNetTstamp.hwtstamp_config;
import org.lkos.posix.LinuxSockios;
import org.lkos.posix.LinuxSockios.ifreq;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * SIOCSHWTSTAMP and SIOCGHWTSTAMP on a device that does not support them. The kernel has checked the request by then, and
 * "not supported" was all it had against it; so any configuration that {@link TimestampInfo} offers is taken, and
 * remembered. Where the socket's family supports no such requests at all, it can name no device either.
 */
@Unmanaged
final class HardwareConfig {
    private static final int NO_DEVICE = 0;

    private HardwareConfig() {}

    /** 0, or the negative errno. */
    static int set(int fd, Address argument) {
        int device = device(fd, argument);
        if (device == NO_DEVICE) {
            return -Errno.EOPNOTSUPP;
        }
        ifreq request = argument.toStructure();
        Address data = request.ifr_data;
        if (!UserMemory.isReadable(fd, data, hwtstamp_config.SIZE)) {
            return -Errno.EFAULT;
        }
        hwtstamp_config wanted = data.toStructure();
        if (!TimestampInfo.offers(wanted.tx_type, wanted.rx_filter)) {
            return -Errno.ERANGE;
        }
        long network = network(fd);
        DeviceMemory.Entry entry = DeviceMemory.entry(network, device);
        if (entry == null) {
            return -Errno.ENOMEM;
        }
        entry.flags = wanted.flags;
        entry.txType = wanted.tx_type;
        entry.rxFilter = wanted.rx_filter;
        return 0;
    }

    /** 0, or the negative errno. */
    static int get(int fd, Address argument) {
        int device = device(fd, argument);
        if (device == NO_DEVICE) {
            return -Errno.EOPNOTSUPP;
        }
        ifreq request = argument.toStructure();
        Address data = request.ifr_data;
        if (!UserMemory.isWritable(fd, data, hwtstamp_config.SIZE)) {
            return -Errno.EFAULT;
        }
        long network = network(fd);
        DeviceMemory.Entry entry = DeviceMemory.find(network, device);
        hwtstamp_config current = data.toStructure();
        current.flags = entry == null ? 0 : entry.flags;
        current.tx_type = entry == null ? 0 : entry.txType;
        current.rx_filter = entry == null ? 0 : entry.rxFilter;
        return 0;
    }

    /** A device's name may change and be taken by another; its index stays, within its network namespace. */
    private static int device(int fd, Address argument) {
        if (!UserMemory.isReadable(fd, argument, ifreq.SIZE)) {
            return NO_DEVICE;
        }
        Address request = StackMemory.allocate(ifreq.SIZE, StackMemory.ALIGNED);
        Bytes.copy(argument, request, ifreq.SIZE);
        int failed = NextDescriptors.ioctl(fd, LinuxSockios.SIOCGIFINDEX, request);
        return failed < 0 ? NO_DEVICE : request.add(ifreq.IFR_IFINDEX).getInt();
    }

    private static long network(int fd) {
        return NextOptions.getLong(fd, SysSocket.SO_NETNS_COOKIE);
    }
}
