// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import static org.lkos.onload.OnloadExtensions.ONLOAD_SOF_TIMESTAMPING_STREAM;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_ID;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_ID_TCP;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_HARDWARE;

import org.lkos.endpoints.ServedSocket;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.SysSocket;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.SocketRequest;
import org.lkos.timestamping.StreamPosition;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * SO_TIMESTAMPING with ONLOAD_SOF_TIMESTAMPING_STREAM, on TCP and with hardware stamps on transmit; the kernel itself
 * refuses the bit elsewhere, and for sockets that are left to it. Its numbers for pieces of a stream can be had once the socket is connected: a socket that
 * is not is asked again when it is.
 */
@Unmanaged
public final class StreamOption {
    private StreamOption() {}

    static boolean isAsked(int fd, int flags) {
        return (flags & ONLOAD_SOF_TIMESTAMPING_STREAM) != 0
                && (flags & SOF_TIMESTAMPING_TX_HARDWARE) != 0
                && NextOptions.get(fd, SysSocket.SO_PROTOCOL, 0) == NetinetIn.IPPROTO_TCP
                && ServedSocket.hasOwnStamps(fd);
    }

    /** 0, or the negative errno. */
    static int set(int fd, int flags, boolean newTypes) {
        int kernelFlags = flags & ~ONLOAD_SOF_TIMESTAMPING_STREAM;
        boolean numbered = isNumbered(fd);
        boolean goesOn = numbered && Dialect.of(SocketRequest.readAside(fd)) == Dialect.STREAM;
        int status = DialectOptions.ask(fd, Dialect.stream(kernelFlags, newTypes), kernelFlags);
        if (status == 0 && !goesOn) {
            begin(fd, numbered);
        }
        return status;
    }

    /** After {@code connect} or {@code accept} gave {@code result}, which is passed on: numbers begin here. */
    public static int connected(int fd, int result) {
        if (KnownRequests.areInDialects()) {
            int request = KnownRequests.of(fd);
            if (Dialect.of(request) == Dialect.STREAM && !isNumbered(fd)) {
                Address value = StackMemory.allocate(4, StackMemory.ALIGNED);
                value.putInt(Dialect.flags(request) & ~ONLOAD_SOF_TIMESTAMPING_STREAM);
                int status = SocketRequest.write(fd, request, value, 4);
                begin(fd, false);
            }
        }
        return result;
    }

    /** Whether the kernel numbers stamps of the socket; the old option tells of either's flags. */
    private static boolean isNumbered(int fd) {
        return (NextOptions.get(fd, SysSocket.SO_TIMESTAMPING_OLD, 0) & SOF_TIMESTAMPING_OPT_ID) != 0;
    }

    /** Counts from here; the kernel goes on with numbers that another request began, unless they end. */
    private static void begin(int fd, boolean numbered) {
        if (numbered) {
            int flags = NextOptions.get(fd, SysSocket.SO_TIMESTAMPING_NEW, 0);
            int unnumbered = flags & ~(SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_ID_TCP);
            int ended = NextOptions.set(fd, SysSocket.SO_TIMESTAMPING_NEW, unnumbered);
            int begun = NextOptions.set(fd, SysSocket.SO_TIMESTAMPING_NEW, flags);
        }
        StreamPosition.reset(fd);
    }
}
