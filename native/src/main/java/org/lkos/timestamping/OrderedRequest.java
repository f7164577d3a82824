// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_RX_FILTER;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SOFTWARE;
import static org.lkos.posix.SysSocket.SO_RCVLOWAT;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPNS_NEW;
import static org.lkos.posix.SysSocket.SO_TIMESTAMP_NEW;

import org.lkos.next.Confinement;
import org.lkos.next.DivertedReceives;
import org.lkos.next.NextOptions;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Unmanaged;

/**
 * Stamps of what a socket receives that we need and the application did not ask for: the kernel reports them, and they are
 * taken out of its messages again. The request says so by one bit, beside what the application asked,
 * which may be nothing.
 */
@Unmanaged
public final class OrderedRequest {
    private static final int REPORTED = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;

    private static final int ORDERED = 1 << 24;

    private OrderedRequest() {}

    /** Whether the kernel reports stamps of what is received that nobody asked us for. */
    public static boolean isOrdered(int request) {
        return (request & ORDERED) != 0;
    }

    public static int ordered(int request) {
        return request | ORDERED;
    }

    public static int unordered(int request) {
        return request & ~ORDERED;
    }

    /** Whether the application asked for what the kernel would not do as it is. */
    public static boolean isServed(int request) {
        return Request.wantsHardware(Request.flags(request))
                || Dialect.of(request) != Dialect.STANDARD
                || Request.sendsByMessage(request);
    }

    /**
     * For a socket that has data without a stamp. Whether it was asked just now: if it was not, it had been, or cannot be
     * without the application's noticing.
     */
    public static boolean begin(int fd) {
        int request = Confinement.isBegun() ? Request.NONE : SocketRequest.read(fd);
        int kernelFlags = NextOptions.get(fd, SO_TIMESTAMPING_OLD, REPORTED);
        if (isReported(kernelFlags) || StampSource.isDeviceAlone() || Confinement.isBegun()) {
            return false;
        }
        int own = request == Request.NONE ? Request.of(kernelFlags, usesNewTypes(fd)) : request;
        int ordered = ordered(own);
        if (!SocketLabel.store(fd, ordered)) {
            return false;
        }
        int status = NextOptions.set(fd, SO_TIMESTAMPING_NEW, kernelFlags(ordered));
        if (status != 0) {
            boolean restored = SocketLabel.store(fd, request);
            return false;
        }
        keepLabelAside(fd, ordered);
        KnownRequests.beginGeneration();
        KnownRequests.remember(fd, ordered);
        DivertedReceives.begin();
        return true;
    }

    /** The request of a socket without our part of it, now that the application needs what that is kept by. */
    public static int end(int fd, int request) {
        if (!isOrdered(request)) {
            return request;
        }
        int own = unordered(request);
        if (isServed(own)) {
            return own;
        }
        int number = Request.usesNewTypes(own) ? SO_TIMESTAMPING_NEW : SO_TIMESTAMPING_OLD;
        int status = NextOptions.set(fd, number, Request.flags(own));
        boolean cleared = SocketLabel.store(fd, SocketLabel.NONE);
        KnownRequests.beginGeneration();
        KnownRequests.forget(fd);
        return Request.NONE;
    }

    /** What the kernel gets for an ordered request. */
    static int kernelFlags(int request) {
        int flags = Request.flags(request);
        int own = flags;
        if (Dialect.of(request) != Dialect.STANDARD) {
            own = Dialect.kernelFlags(request, flags);
        } else if (Request.wantsHardware(flags)) {
            own = Request.unfilteredKernelFlags(flags);
        }
        return own | REPORTED;
    }

    private static boolean isReported(int kernelFlags) {
        boolean filtered = (kernelFlags & SOF_TIMESTAMPING_OPT_RX_FILTER) != 0
                && (kernelFlags & SOF_TIMESTAMPING_RX_SOFTWARE) == 0;
        return (kernelFlags & SOF_TIMESTAMPING_SOFTWARE) != 0 && !filtered;
    }

    private static boolean usesNewTypes(int fd) {
        return NextOptions.get(fd, SO_TIMESTAMPING_NEW, 0) != 0
                || NextOptions.get(fd, SO_TIMESTAMP_NEW, 0) != 0
                || NextOptions.get(fd, SO_TIMESTAMPNS_NEW, 0) != 0;
    }

    /** For as long as something else is where the label is. */
    private static void keepLabelAside(int fd, int label) {
        boolean datagrams = NextOptions.get(fd, SysSocket.SO_TYPE, 0) == SysSocket.SOCK_DGRAM;
        if (datagrams && NextOptions.get(fd, SO_RCVLOWAT, 0) == 1) {
            int status = NextOptions.set(fd, SO_RCVLOWAT, label);
        }
    }
}
