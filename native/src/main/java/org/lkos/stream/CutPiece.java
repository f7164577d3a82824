// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stream;

import org.lkos.posix.Errno;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * A piece of which the kernel took only a part. It is not to happen, but may, where the kernel is short of memory or
 * another thread sends over the same socket. The rest is sent then, whatever was said of waiting: there is no way to say
 * "a part", and what follows would follow a hole.
 */
@Unmanaged
final class CutPiece {
    private CutPiece() {}

    /** The bytes of all pieces that were taken wholly, and of the one that was not. An error counts as sent: the rest
     *  has nowhere to go, and the next send tells. */
    static long finish(int fd, Address pieces, int count, long sent) {
        int whole = Pieces.whole(pieces, count, sent);
        long size = Pieces.sizeOfAll(pieces, whole);
        if (size == sent) {
            return sent;
        }
        iovec cut = Pieces.from(pieces, whole).toStructure();
        finish(fd, cut.iov_base, sent - size, cut.iov_len);
        return size + cut.iov_len;
    }

    private static void finish(int fd, Address base, long sent, long size) {
        long done = sent;
        long step = 0;
        while (done < size && (step >= 0 || step == -Errno.EAGAIN || step == -Errno.EINTR)) {
            Waiting.untilRoomAtLast(fd);
            step = Transmission.sendRest(fd, base.add(done), size - done);
            done += step > 0 ? step : 0;
        }
    }
}
