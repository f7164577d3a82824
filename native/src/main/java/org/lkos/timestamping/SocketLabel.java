// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.SysSocket.SOCK_STREAM;
import static org.lkos.posix.SysSocket.SO_PEEK_OFF;
import static org.lkos.posix.SysSocket.SO_RCVLOWAT;
import static org.lkos.posix.SysSocket.SO_TYPE;

import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.teavm.interop.Unmanaged;

/**
 * 31 bits that a socket carries for us, through dup, fork, exec, SCM_RIGHTS and accept, as only the kernel can.
 *
 * <p>Any negative SO_PEEK_OFF means "no peek offset", so a socket that uses none holds the complement of the label
 * there. Sockets without that option, and those that use it, hold the label in SO_RCVLOWAT, which the kernel heeds on
 * streams only. What is left has no label: MPTCP, and TCP before Linux 6.9.
 */
@Unmanaged
public final class SocketLabel {
    public static final int NONE = 0;

    private static final int UNUSED_PEEK_OFFSET = -1;
    private static final int UNUSED_LOW_WATER_MARK = 1;

    private SocketLabel() {}

    public static int load(int fd) {
        int peekLabel = fromPeekOffset(NextOptions.get(fd, SO_PEEK_OFF, UNUSED_PEEK_OFFSET));
        return peekLabel != NONE ? peekLabel : fromLowWaterMark(NextOptions.get(fd, SO_RCVLOWAT, NONE));
    }

    /** Whether the socket holds the label now. Storing {@link #NONE} gives both options their usual values. */
    public static boolean store(int fd, int label) {
        if (Confinement.isBegun()) {
            return NextOptions.set(fd, SO_PEEK_OFF, ~label) == 0;
        }
        if (fromLowWaterMark(NextOptions.get(fd, SO_RCVLOWAT, NONE)) != NONE) {
            int replaced = NextOptions.set(fd, SO_RCVLOWAT, label);
        }
        int offset = NextOptions.get(fd, SO_PEEK_OFF, 0);
        if (offset < 0) {
            return NextOptions.set(fd, SO_PEEK_OFF, ~label) == 0;
        }
        int mark = NextOptions.get(fd, SO_RCVLOWAT, NONE);
        boolean unused = mark == UNUSED_LOW_WATER_MARK || fromLowWaterMark(mark) != NONE;
        boolean stream = NextOptions.get(fd, SO_TYPE, SOCK_STREAM) == SOCK_STREAM;
        return !stream && unused && NextOptions.set(fd, SO_RCVLOWAT, label) == 0;
    }

    /** The label that a peek offset holds. */
    public static int fromPeekOffset(int offset) {
        return Request.isRequest(~offset) ? ~offset : NONE;
    }

    /** The label that a low water mark holds. */
    public static int fromLowWaterMark(int mark) {
        return Request.isRequest(mark) ? mark : NONE;
    }
}
