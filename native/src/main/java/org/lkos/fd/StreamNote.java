// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.fd;

import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * What is remembered of a TCP socket as long as its kind is, see {@link SocketKind}; at first all 0. 32 bytes. A UDP socket
 * has no more than {@link #cookie}. Numbers are
 * those of one moment: two threads that send over one socket may see either's.
 */
@Unmanaged
public final class StreamNote extends Structure {
    public static final int SIZE = 32;

    private static final int SIZE_SHIFT = 5;

    /** Bytes of the send queue that our sends are sure to find free. */
    public int credit;

    /** Bytes ever written to the socket, modulo 2^32, when they were last asked for, and by us since. */
    public int written;

    /** How often in a row that number was right, which means that nobody but us writes; negative once it was not. */
    public int streak;

    /** Whether the queue's last bytes are closed, so that none are added to their segment: 0 or 1. */
    public int closed;

    /** A power of 2 that is no more than a segment. */
    public int segmentShift;

    int pad0;

    /** What tells the socket from all others, or 0 before it was asked for. */
    public long cookie;

    /** The note of a descriptor whose kind is known, or null where the number is too high. */
    public static StreamNote of(int fd) {
        return SocketKind.isCovered(fd)
                ? notes().add((long) fd << SIZE_SHIFT).toStructure()
                : Address.fromLong(0).toStructure();
    }

    /** An option was set: if it was the size of the send queue, that may be smaller now. */
    public static void dropCreditAfter(int fd, int level, int optname) {
        boolean sized = optname == SysSocket.SO_SNDBUF || optname == SysSocket.SO_SNDBUFFORCE;
        if (sized && level == SysSocket.SOL_SOCKET && SocketKind.isCovered(fd)) {
            of(fd).credit = 0;
        }
    }

    /** All 0. */
    void reset() {
        toAddress().putLong(0);
        streak = 0;
        closed = 0;
        segmentShift = 0;
        pad0 = 0;
        cookie = 0;
    }

    @NoSideEffects
    private static Address notes() {
        return notesStatic();
    }

    /** Zero pages of the library's own, used one by one as descriptors are. */
    @Import(name = "LKOS_TABLE((1 << 16) * 32)")
    @Variable
    private static native Address notesStatic();
}
