// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;

import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The rewritten request of a socket, kept in the socket itself: its kernel flags are set by SO_TIMESTAMPING_NEW, so the
 * kernel marks every stamped message of it by type 65 and software-only sockets are never looked at; its label says
 * what was asked. A label that does not fit the flags is a left-over and counts for nothing.
 */
@Unmanaged
final class SocketRequest {
    private SocketRequest() {}

    /** The request, or {@link Request#NONE} for a socket whose flags are as the application set them. */
    static int read(int fd) {
        int kernelFlags = NextOptions.get(fd, SO_TIMESTAMPING_NEW, 0);
        if (kernelFlags == 0 || StampSource.isDeviceAlone()) {
            return Request.NONE;
        }
        int label = SocketLabel.load(fd);
        if (label != SocketLabel.NONE && Request.fits(label, kernelFlags)) {
            return label;
        }
        return Request.wantsHardware(kernelFlags) ? Request.fromSelfDescribingFlags(kernelFlags) : Request.NONE;
    }

    /** Whether messages of the socket may have been looked at already: it is marked, by us or by the application. */
    static boolean mayBeKnown(int fd) {
        return Confinement.isBegun() || NextOptions.get(fd, SO_TIMESTAMPING_NEW, 0) != 0;
    }

    /** As {@link #read}, for a caller that is not asking for options itself: a confined process is not asked. */
    static int readAside(int fd) {
        return Confinement.isBegun() ? KnownRequests.guess(fd) : read(fd);
    }

    /**
     * Asks the kernel for software stamps.
     *
     * @param value memory of ours of {@code size} bytes, an int or a {@code struct so_timestamping} as asked; its flags
     *     are replaced by those the kernel gets
     * @return 0, or the kernel's negative errno with the former request kept
     */
    static int write(int fd, int request, Address value, int size) {
        int flags = value.getInt();
        int former = Confinement.isBegun() ? SocketLabel.NONE : SocketLabel.load(fd);
        boolean labelled = SocketLabel.store(fd, request);
        boolean softwareAlone = labelled && !StampSource.prefersDevice();
        value.putInt(softwareAlone ? Request.kernelFlags(flags) : Request.selfDescribingFlags(flags));
        int status = NextOptions.set(fd, SO_TIMESTAMPING_NEW, value, size);
        if (status != 0 && labelled) {
            boolean restored = SocketLabel.store(fd, former);
        }
        return status;
    }
}
