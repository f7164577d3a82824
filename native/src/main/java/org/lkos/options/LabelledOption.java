// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_PEEK_OFF;

import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.next.NextSockets;
import org.lkos.timestamping.OrderedRequest;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.SocketLabel;
import org.lkos.timestamping.SocketRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The options that hold a {@link SocketLabel}: the application sees the value it would find without one. */
@Unmanaged
final class LabelledOption {
    private static final int NO_PEEK_OFFSET = -1;
    private static final int DEFAULT_LOW_WATER_MARK = 1;

    private LabelledOption() {}

    static int get(int fd, int optname, Address optval, Address optlen) {
        int failed = NextSockets.getsockopt(fd, SOL_SOCKET, optname, optval, optlen);
        // Asked again, for there may have been no room for all of it.
        int value = NextOptions.get(fd, optname, 0);
        if (optname == SO_PEEK_OFF && SocketLabel.fromPeekOffset(value) != SocketLabel.NONE) {
            OptionValue.replaceKernels(fd, failed, optval, optlen, NO_PEEK_OFFSET);
        } else if (optname != SO_PEEK_OFF && SocketLabel.fromLowWaterMark(value) != SocketLabel.NONE) {
            OptionValue.replaceKernels(fd, failed, optval, optlen, DEFAULT_LOW_WATER_MARK);
        }
        return failed;
    }

    /** The application's offset takes the label's place; the label moves, or the kernel's flags must tell all. */
    static int setPeekOffset(int fd, Address optval, int optlen) {
        int request = OrderedRequest.end(fd, SocketRequest.readAside(fd));
        int failed = NextSockets.setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, optval, optlen);
        if (failed == 0 && request != Request.NONE) {
            Address value = StackMemory.allocate(4, StackMemory.ALIGNED);
            value.putInt(Request.flags(request));
            int status = SocketRequest.write(fd, request, value, 4);
        }
        return failed;
    }
}
