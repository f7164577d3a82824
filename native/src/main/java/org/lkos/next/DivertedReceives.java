// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The real receive calls, once the doors reach others in their place: some sockets' messages need more than a look when
 * they have been received. Until then the doors' calls go straight, and cost nothing for it.
 */
@Unmanaged
@StaticInit
public final class DivertedReceives {
    private static Address recvmsg;
    private static Address recvmmsg;

    private DivertedReceives() {}

    /** Safe to run twice, or in two threads at once. */
    public static void begin() {
        if (recvmsg == null) {
            Address one = NextSockets.recvmsgCell().function;
            Address many = NextSockets.recvmmsgCell().function;
            recvmmsg = many;
            recvmsg = one;
            Atomics.storeRelease(NextSockets.recvmmsgCell().toAddress(), dialectRecvmmsg());
            Atomics.storeRelease(NextSockets.recvmsgCell().toAddress(), dialectRecvmsg());
        }
    }

    public static long recvmsg(int fd, Address message, int flags) {
        return NextSockets.asRecvmsg(recvmsg).call(fd, message, flags);
    }

    public static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        return NextSockets.asRecvmmsg(recvmmsg).call(fd, messages, count, flags, timeout);
    }

    @Import(name = "(void *) entry_dialect_recvmsg")
    @Variable
    private static native Address dialectRecvmsg();

    @Import(name = "(void *) entry_dialect_recvmmsg")
    @Variable
    private static native Address dialectRecvmmsg();
}
