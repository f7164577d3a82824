// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_ID;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_ID_TCP;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;

import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The rewritten request of a socket, kept in the socket itself: its kernel flags are set by SO_TIMESTAMPING_NEW, so the
 * kernel marks every stamped message of it by type 65 and software-only sockets are never looked at; its label says
 * what was asked. A label that does not fit the flags is a left-over and counts for nothing.
 */
@Unmanaged
public final class SocketRequest {
    private SocketRequest() {}

    /** The request, or {@link Request#NONE} for a socket whose flags are as the application set them. */
    public static int read(int fd) {
        int kernelFlags = NextOptions.get(fd, SO_TIMESTAMPING_NEW, 0);
        if (kernelFlags == 0 || StampSource.isDeviceAlone()) {
            return Request.NONE;
        }
        int label = SocketLabel.load(fd);
        if (label != SocketLabel.NONE && Request.fits(label, kernelFlags)) {
            return label;
        }
        return Request.wantsHardware(kernelFlags) ? readUnlabelled(fd, kernelFlags) : Request.NONE;
    }

    /** What this process remembers, or else what is likely. */
    private static int readUnlabelled(int fd, int kernelFlags) {
        int known = KnownRequests.guess(fd);
        boolean fits = known != Request.NONE && Request.fits(known, kernelFlags);
        return fits ? known : Request.fromSelfDescribingFlags(kernelFlags);
    }

    /** As {@link #read}, for a caller that is not asking for options itself: a confined process is not asked. */
    public static int readAside(int fd) {
        return Confinement.isBegun() ? KnownRequests.guess(fd) : read(fd);
    }

    /** After the kernel may have reset the option that holds the label: as far as this process remembers it. */
    public static void restoreLabel(int fd) {
        int known = KnownRequests.guess(fd);
        if (Confinement.isBegun() || SocketLabel.load(fd) != SocketLabel.NONE) {
            return;
        }
        int kernelFlags = NextOptions.get(fd, SO_TIMESTAMPING_NEW, 0);
        if (kernelFlags != 0 && Request.fits(known, kernelFlags)) {
            boolean restored = SocketLabel.store(fd, known);
        }
    }

    /**
     * Asks the kernel for software stamps.
     *
     * @param value memory of ours of {@code size} bytes, an int or a {@code struct so_timestamping} as asked; its flags
     *     are replaced by those the kernel gets
     * @return 0, or the kernel's negative errno with the former request kept
     */
    public static int write(int fd, int request, Address value, int size) {
        int flags = value.getInt();
        int former = Confinement.isBegun() ? SocketLabel.NONE : SocketLabel.load(fd);
        boolean labelled = SocketLabel.store(fd, request);
        value.putInt(kernelFlags(request, flags, labelled));
        int status = set(fd, request, value, size);
        if (status == -Errno.EINVAL && value.getInt() == Request.kernelFlags(flags)) {
            value.putInt(Request.unfilteredKernelFlags(flags));
            status = NextOptions.set(fd, SO_TIMESTAMPING_NEW, value, size);
        }
        if (status != 0 && labelled) {
            boolean restored = SocketLabel.store(fd, former);
        }
        return status;
    }

    private static int kernelFlags(int request, int flags, boolean labelled) {
        if (labelled && OrderedRequest.isOrdered(request)) {
            return OrderedRequest.kernelFlags(request);
        }
        if (Dialect.of(request) != Dialect.STANDARD) {
            return Dialect.kernelFlags(request, flags);
        }
        boolean softwareAlone = labelled && !StampSource.prefersDevice();
        return softwareAlone ? Request.kernelFlags(flags) : Request.selfDescribingFlags(flags);
    }

    /** Whether kernel flags stamp what is received. */
    public static boolean stampsReceived(int kernelFlags) {
        return (kernelFlags & SOF_TIMESTAMPING_RX_SOFTWARE) != 0;
    }

    /** Numbers for a stream are an old kernel's, or none before it is connected, where the kernel refuses better ones. */
    private static int set(int fd, int request, Address value, int size) {
        int status = NextOptions.set(fd, SO_TIMESTAMPING_NEW, value, size);
        boolean numbered = Dialect.of(request) == Dialect.STREAM;
        if (status == -Errno.EINVAL && numbered) {
            value.putInt(value.getInt() & ~SOF_TIMESTAMPING_OPT_ID_TCP);
            status = NextOptions.set(fd, SO_TIMESTAMPING_NEW, value, size);
        }
        if (status == -Errno.EINVAL && numbered) {
            value.putInt(value.getInt() & ~SOF_TIMESTAMPING_OPT_ID);
            status = NextOptions.set(fd, SO_TIMESTAMPING_NEW, value, size);
        }
        return status;
    }
}
