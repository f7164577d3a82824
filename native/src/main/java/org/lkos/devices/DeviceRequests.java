// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.devices;

import static org.lkos.posix.LinuxSockios.SIOCETHTOOL;
import static org.lkos.posix.LinuxSockios.SIOCGHWTSTAMP;
import static org.lkos.posix.LinuxSockios.SIOCSHWTSTAMP;

import org.lkos.next.Confinement;
import org.lkos.next.NextDescriptors;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Unmanaged;

/** The {@code ioctl} requests that have to do with a device's timestamps. */
@Unmanaged
public final class DeviceRequests {
    private DeviceRequests() {}

    public static boolean isWatched(long request) {
        return request == SIOCETHTOOL || request == SIOCGHWTSTAMP || request == SIOCSHWTSTAMP;
    }

    /** As {@code ioctl}, errno included. */
    @Export(name = "entry_control_device")
    public static int control(int fd, long request, Address argument) {
        int savedErrno = Errno.get();
        int result = NextDescriptors.ioctl(fd, request, argument);
        if (request == SIOCETHTOOL) {
            return result < 0 ? result : TimestampInfo.complete(argument, result);
        }
        if (result >= 0 || Errno.get() != Errno.EOPNOTSUPP || Confinement.isBegun()) {
            return result;
        }
        int status = request == SIOCSHWTSTAMP ? HardwareConfig.set(fd, argument) : HardwareConfig.get(fd, argument);
        if (status < 0) {
            return Errno.fail(-status);
        }
        Errno.set(savedErrno);
        return 0;
    }
}
