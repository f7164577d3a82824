// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stream;

import org.lkos.fd.StreamNote;
import org.lkos.machine.StackMemory;
import org.lkos.next.DivertedOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * A send after a look at the queue. What is sure to fit is sent at once. When the queue is nearly full, the last bytes are
 * sent as the end of a record (MSG_EOR): the kernel adds nothing to their segment then, so that the next piece begins a
 * segment of its own. It finds room with all of its bytes, or waits, and is interrupted, before the first.
 */
@Unmanaged
final class CautiousSend extends Structure {
    private static final int SIZE = 48;

    /** What a byte takes of the queue at most, in segments of 536 bytes or more, and what any number does. */
    private static final int AMPLE_PER_BYTE = 4;

    private static final int AMPLE = 4096;
    private static final int MOST_CREDIT = 1 << 30;

    StreamNote note;
    SendQueue queue;
    long sent;
    int fd;
    int flags;

    /** Whether room was waited for, in vain, since something was sent. */
    boolean waited;

    /** As {@link WholeSends#send}. */
    static long send(int fd, Address pieces, int count, int flags) {
        CautiousSend send = StackMemory.allocate(SIZE, StackMemory.ALIGNED).toStructure();
        send.queue = StackMemory.allocate(SendQueue.SIZE, StackMemory.ALIGNED).toStructure();
        send.note = StreamNote.of(fd);
        if (send.note == null) {
            send.note =
                    StackMemory.allocate(StreamNote.SIZE, StackMemory.ALIGNED).toStructure();
            send.note.streak = WholeSends.SHARED;
        }
        send.fd = fd;
        send.flags = flags;
        send.sent = 0;
        send.waited = false;
        return send.sendAll(pieces, count);
    }

    private long sendAll(Address pieces, int count) {
        int done = 0;
        while (done < count) {
            Address rest = Pieces.from(pieces, done);
            long step = sendSome(rest, count - done);
            if (step < 0) {
                return sent > 0 ? sent : step;
            }
            sent += step;
            done += Pieces.whole(rest, count - done, step);
        }
        return sent;
    }

    /** Bytes; 0 when it may be tried again; or a negative errno. */
    private long sendSome(Address pieces, int count) {
        int status = queue.measure(fd);
        if (status == 0 && note.streak == WholeSends.SHARED) {
            long size = Pieces.sizeOfAll(pieces, count);
            if (queue.room() >= size * AMPLE_PER_BYTE + AMPLE) {
                long got = Transmission.sendOverTcp(fd, pieces, count, how());
                if (!Transmission.isRefusal(got)) {
                    return account(pieces, count, got);
                }
            }
        }
        status = status == 0 ? queue.look(fd) : status;
        if (status < 0) {
            return status;
        }
        countStreak();
        int fitting = queue.fitting(pieces, count);
        return fitting > 0 ? sendFitting(pieces, fitting, count) : sendOne(pieces);
    }

    /** Whether anybody else has written since the last look. */
    private void countStreak() {
        if (note.streak == 0) {
            note.streak = 1;
        } else if (note.streak != WholeSends.SHARED) {
            boolean alone = queue.written == note.written;
            note.streak = !alone ? WholeSends.SHARED : note.streak < WholeSends.TRUSTED ? note.streak + 1 : note.streak;
        }
        note.written = queue.written;
    }

    private long sendFitting(Address pieces, int fitting, int count) {
        long size = Pieces.sizeOfAll(pieces, fitting);
        long after = queue.roomAfter(size);
        boolean scarce = fitting < count || after < queue.roomForOne() + 2 * size;
        long got = Transmission.send(fd, pieces, fitting, scarce ? how() | SysSocket.MSG_EOR : how());
        long taken = account(pieces, fitting, got);
        note.closed = scarce ? 1 : 0;
        if (!scarce && note.streak == WholeSends.TRUSTED) {
            grant(after - queue.roomForOne());
        }
        return taken;
    }

    /** The first piece alone, when no room is left that it surely fits into. */
    private long sendOne(Address pieces) {
        boolean begins = queue.unsent == 0 || note.closed != 0 && note.streak != WholeSends.SHARED;
        boolean whole = begins && Pieces.size(pieces, 0) <= queue.segment;
        if (queue.queued != 0 && !waited && !whole) {
            return await();
        }
        // In the kernel, a wait is restarted after a signal, or not, as the application has it; but not one that has
        // been successful in part.
        int patience = sent > 0 ? SysSocket.MSG_DONTWAIT : 0;
        long got = Transmission.send(fd, pieces, 1, how() | patience | SysSocket.MSG_EOR);
        if (got == -Errno.EAGAIN && sent > 0) {
            return await();
        }
        long taken = account(pieces, 1, got);
        note.closed = 1;
        return taken;
    }

    private long await() {
        if (!Waiting.isWanted(fd, flags)) {
            return -Errno.EAGAIN;
        }
        int status = Waiting.untilRoom(fd);
        waited = true;
        return status;
    }

    /** A call that has sent something returns that, and raises no SIGPIPE. */
    private int how() {
        return sent > 0 ? flags | SysSocket.MSG_NOSIGNAL : flags;
    }

    private long account(Address pieces, int count, long got) {
        note.credit = 0;
        if (got <= 0) {
            return got;
        }
        long taken = CutPiece.finish(fd, pieces, count, got);
        note.written += (int) taken;
        note.closed = 0;
        waited = false;
        return taken;
    }

    private void grant(long credit) {
        DivertedOptions.begin();
        int shift = 0;
        while (2 << (shift & 31) <= queue.segment) {
            shift++;
        }
        note.segmentShift = shift;
        note.credit = credit < MOST_CREDIT ? (int) credit : MOST_CREDIT;
    }
}
