// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_ID;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_ID_TCP;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_TSONLY;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_ACK;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_COMPLETION;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_SCHED;

import org.lkos.onload.OnloadExtensions;
import org.lkos.onload.OnloadExtensionsTimestamping;
import org.teavm.interop.Unmanaged;

/**
 * The forms of stamps that Onload adds to the kernel's, told by two bits of a {@link Request}, and what the kernel is
 * asked for them. Pure numbers.
 */
@Unmanaged
public final class Dialect {
    /** The kernel's own form. */
    public static final int STANDARD = 0;

    /** {@code onload_timestamping_request}: an array of {@code struct onload_timestamp}. */
    public static final int PLAIN = 1;

    /** SO_TIMESTAMPING_OOEXT: records with the kind of each stamp. */
    public static final int RECORDS = 2;

    /** ONLOAD_SOF_TIMESTAMPING_STREAM: a record for each piece of a TCP stream sent. */
    public static final int STREAM = 3;

    private static final int SHIFT = 21;
    private static final int MASK = 3 << SHIFT;

    /** With {@link #PLAIN}: a stamp of a cPacket trailer, too. With {@link #RECORDS}: of any trailer. */
    private static final int TRAILER = 1 << 23;

    /** Moments that the kernel alone sees; Onload's forms have no stamps of them. */
    private static final int OTHER_MOMENTS =
            SOF_TIMESTAMPING_TX_SCHED | SOF_TIMESTAMPING_TX_ACK | SOF_TIMESTAMPING_TX_COMPLETION;

    private static final int STREAM_OPTIONS =
            SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_ID_TCP | SOF_TIMESTAMPING_OPT_TSONLY;

    private Dialect() {}

    public static int of(int request) {
        return (request & MASK) >>> SHIFT;
    }

    public static boolean wantsTrailer(int request) {
        return (request & TRAILER) != 0;
    }

    /** Whether stamps of what is received are asked for, of whatever kind. */
    public static boolean recordsReceived(int request) {
        return (request & (SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RX_SOFTWARE)) != 0;
    }

    /** For the flags of {@code onload_timestamping_request}. */
    public static int plain(int flags) {
        int sent = (flags & OnloadExtensionsTimestamping.ONLOAD_TIMESTAMPING_FLAG_TX_NIC) != 0
                ? SOF_TIMESTAMPING_TX_HARDWARE
                : 0;
        int received = (flags & OnloadExtensionsTimestamping.ONLOAD_TIMESTAMPING_FLAG_RX_NIC) != 0
                ? SOF_TIMESTAMPING_RX_HARDWARE
                : 0;
        int trailer = (flags & OnloadExtensionsTimestamping.ONLOAD_TIMESTAMPING_FLAG_RX_CPACKET) != 0 ? TRAILER : 0;
        int information = flags & OnloadExtensionsTimestamping.PKTINFO;
        return Request.of(sent | received | information, false) | PLAIN << SHIFT | trailer;
    }

    /** For the flags of SO_TIMESTAMPING_OOEXT. */
    public static int records(int flags) {
        int trailer = (flags & OnloadExtensionsTimestamping.SOF_TIMESTAMPING_OOEXT_TRAILER) != 0 ? TRAILER : 0;
        return Request.of(flags, false) | RECORDS << SHIFT | trailer;
    }

    /** For the flags of SO_TIMESTAMPING with the bit for streams. */
    public static int stream(int flags, boolean newTypes) {
        return Request.of(flags, newTypes) | STREAM << SHIFT;
    }

    /** The flags as they were given. */
    public static int flags(int request) {
        int flags = Request.flags(request);
        switch (of(request)) {
            case STREAM:
                return flags | OnloadExtensions.ONLOAD_SOF_TIMESTAMPING_STREAM;
            case RECORDS:
                return wantsTrailer(request)
                        ? flags | OnloadExtensionsTimestamping.SOF_TIMESTAMPING_OOEXT_TRAILER
                        : flags;
            default:
                return flags;
        }
    }

    /** The flags that SO_TIMESTAMPING shows: those of Onload's other calls are not seen there. */
    public static int standardFlags(int request) {
        int dialect = of(request);
        return dialect == STANDARD || dialect == STREAM ? flags(request) : 0;
    }

    /** What the kernel gets for {@code flags}, all of them, asked in the request's dialect. */
    public static int kernelFlags(int request, int flags) {
        int kernel = Request.unfilteredKernelFlags(flags) & ~OTHER_MOMENTS;
        if (of(request) == PLAIN && wantsTrailer(request)) {
            kernel |= SOF_TIMESTAMPING_RX_SOFTWARE;
        }
        return of(request) == STREAM ? kernel | STREAM_OPTIONS : kernel;
    }

    /** Whether a socket with these kernel flags can be one of the request. */
    public static boolean fits(int request, int kernelFlags) {
        return areSame(request, kernelFlags(request, Request.flags(request)), kernelFlags);
    }

    /** Whether kernel flags are the expected ones, a stream's before it is connected included. */
    static boolean areSame(int request, int expected, int kernelFlags) {
        int ignored = of(request) == STREAM ? STREAM_OPTIONS : 0;
        return (expected & ~ignored) == (kernelFlags & ~ignored);
    }
}
