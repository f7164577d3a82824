// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.fd;

import org.lkos.next.NextOptions;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Unmanaged;

/** What tells a socket from all others there ever were; 0 where there is no socket, and before Linux 4.12. */
@Unmanaged
public final class SocketCookie {
    private SocketCookie() {}

    /** Remembered, of a descriptor whose kind is known. */
    public static long of(int fd) {
        StreamNote note = StreamNote.of(fd);
        if (note == null) {
            return ask(fd);
        }
        if (note.cookie == 0) {
            note.cookie = ask(fd);
        }
        return note.cookie;
    }

    /** Asked of the kernel now. */
    public static long ask(int fd) {
        return NextOptions.getLong(fd, SysSocket.SO_COOKIE);
    }
}
