// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stream;

import org.lkos.fd.StreamNote;
import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Sends over TCP of which each piece goes wholly or not at all, waiting or not. The kernel itself may stop at any byte;
 * so a send that is not sure to find room for all is made by {@link CautiousSend}, which takes some system calls. One that
 * is sure takes one: as long as nobody but us writes to a socket, the room that there was, less what we sent since, is
 * there. This is the {@link StreamNote}'s credit.
 */
@Unmanaged
public final class WholeSends {
    /** How often we must have been found to be the only writer. */
    static final int TRUSTED = 32;

    /** Found not to be. */
    static final int SHARED = -1;

    private WholeSends() {}

    /**
     * Sends pieces, of {@code size} bytes together, with flags of {@code send}.
     *
     * @return bytes taken, never ending inside of a piece; or a negative errno
     */
    public static long send(int fd, Address pieces, int count, long size, int flags) {
        StreamNote note = StreamNote.of(fd);
        if (note == null || !spend(note, size)) {
            return CautiousSend.send(fd, pieces, count, flags);
        }
        long sent = Transmission.send(fd, pieces, count, flags);
        if (sent == size) {
            note.written += (int) size;
            note.closed = 0;
            return sent;
        }
        note.credit = 0;
        note.streak = SHARED;
        return sent < 0 ? sent : CutPiece.finish(fd, pieces, count, sent);
    }

    /** Whether a send over the descriptor, with these flags, would wait for room. */
    public static boolean waits(int fd, int flags) {
        return Waiting.isWanted(fd, flags);
    }

    private static boolean spend(StreamNote note, long size) {
        int need = need(note, size);
        if (note.credit < need) {
            return false;
        }
        int before = Atomics.add(note.toAddress(), -need);
        return before >= need;
    }

    /** What the bytes take of the queue at most, be it that they begin a segment of their own. */
    private static int need(StreamNote note, long size) {
        int segments = 2 + (int) (size >> (note.segmentShift & 31));
        return (int) size + segments * SendQueue.SEGMENT_OVERHEAD;
    }
}
