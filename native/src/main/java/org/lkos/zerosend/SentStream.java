// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerosend;

import org.lkos.machine.StackMemory;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_iovec;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_mmsg;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysUio.iovec;
import org.lkos.stream.Pieces;
import org.lkos.stream.WholeSends;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** A message over TCP. */
@Unmanaged
final class SentStream {
    /** Buffers of one system call. */
    private static final int CHUNK = 64;

    private SentStream() {}

    /**
     * Stores {@code rc}; whether all buffers were taken. Bad ones end it where they are found, a chunk at a time: each is
     * looked at before the one in front of it is sent, whose bytes are not to wait for others that will not come.
     */
    static boolean send(onload_zc_mmsg message, int flags) {
        Address vectors = StackMemory.allocate(2 * CHUNK * iovec.SIZE, StackMemory.ALIGNED);
        long count = message.msg_iovlen;
        long done = 0;
        long sent = 0;
        boolean goesOn = true;
        while (goesOn) {
            int chunk = chunk(count - done);
            Address buffers = message.iov.add(done * onload_zc_iovec.SIZE);
            int begun = sent > 0 ? SysSocket.MSG_NOSIGNAL : 0;
            int following = chunk < CHUNK ? 0 : chunk(count - done - CHUNK);
            long step = sendChunk(message.fd, buffers, chunk, vectors, flags | begun, following);
            int whole = step > 0 ? Pieces.whole(vectors, chunk, step) : 0;
            done += whole;
            sent = sent > 0 && step < 0 ? sent : sent + step;
            goesOn = whole == chunk && done < count;
        }
        message.rc = (int) sent;
        return done == count;
    }

    private static int chunk(long left) {
        return left < CHUNK ? (int) left : CHUNK;
    }

    /** Waits only where not all has room. Behind it are {@code following} buffers that are to be sent next, or none. */
    private static long sendChunk(int fd, Address buffers, int count, Address vectors, int sendFlags, int following) {
        long size = SentBuffers.begin(buffers, count, vectors);
        if (size == 0) {
            return -Errno.EINVAL;
        }
        int flags = sendFlags;
        if (following > 0) {
            Address next = buffers.add((long) count * onload_zc_iovec.SIZE);
            flags |= promise(next, following, vectors.add(CHUNK * iovec.SIZE));
        }
        long sent = WholeSends.send(fd, vectors, count, size, flags | SysSocket.MSG_DONTWAIT);
        int whole = sent > 0 ? Pieces.whole(vectors, count, sent) : 0;
        SentBuffers.end(buffers, count, whole);
        boolean full = sent == -Errno.EAGAIN || sent > 0 && whole < count;
        if (!full || !WholeSends.waits(fd, flags)) {
            return sent;
        }
        int begun = sent > 0 ? SysSocket.MSG_NOSIGNAL : 0;
        Address rest = buffers.add((long) whole * onload_zc_iovec.SIZE);
        long more = await(fd, rest, count - whole, Pieces.from(vectors, whole), flags | begun);
        return sent <= 0 ? more : more > 0 ? sent + more : sent;
    }

    /** MSG_MORE where buffers are right. They stay the application's. */
    private static int promise(Address buffers, int count, Address vectors) {
        if (SentBuffers.begin(buffers, count, vectors) == 0) {
            return 0;
        }
        SentBuffers.end(buffers, count, 0);
        return SysSocket.MSG_MORE;
    }

    /**
     * Whoever waits may be cancelled, or leave by a long jump from a signal handler, and would give nothing back: meanwhile
     * the buffers are the application's.
     */
    private static long await(int fd, Address buffers, int count, Address vectors, int flags) {
        long size = Pieces.sizeOfAll(vectors, count);
        long sent = WholeSends.send(fd, vectors, count, size, flags);
        int whole = sent > 0 ? Pieces.whole(vectors, count, sent) : 0;
        SentBuffers.endUnnamed(buffers, whole);
        return sent;
    }
}
