// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * Where the doors of messages to send lead: past a watch for what the kernel refuses and Onload takes, or straight to the
 * real calls. A watch in the doors themselves would cost every message more than may be.
 *
 * <pre>
 * first messages --straighten--> straight --watch--> watched
 *       `----------------------watch-------------------^
 * </pre>
 */
@Unmanaged
public final class SendPath {
    private SendPath() {}

    public static long sendmsg(int fd, Address message, int flags) {
        return NextSockets.asSendmsg(one().getAddress()).call(fd, message, flags);
    }

    public static int sendmmsg(int fd, Address messages, int count, int flags) {
        return NextSockets.asSendmmsg(many().getAddress()).call(fd, messages, count, flags);
    }

    /** The first messages gave no reason to watch. Without effect once {@link #watch} was called. */
    public static void straighten() {
        straighten(one(), firstSendmsg(), NextSockets.sendmsgCell().function);
        straighten(many(), firstSendmmsg(), NextSockets.sendmmsgCell().function);
    }

    private static void straighten(Address path, Address first, Address real) {
        boolean changed = Atomics.replaceLong(path, first.toLong(), real.toLong());
    }

    /** From here on all messages are watched. */
    public static void watch() {
        Atomics.storeRelease(one(), watchedSendmsg());
        Atomics.storeRelease(many(), watchedSendmmsg());
    }

    @NoSideEffects
    private static Address one() {
        return oneStatic();
    }

    @NoSideEffects
    private static Address many() {
        return manyStatic();
    }

    @Import(name = "LKOS_PATH(entry_first_sendmsg)")
    @Variable
    private static native Address oneStatic();

    @Import(name = "LKOS_PATH(entry_first_sendmmsg)")
    @Variable
    private static native Address manyStatic();

    @Import(name = "(void *) entry_first_sendmsg")
    @Variable
    private static native Address firstSendmsg();

    @Import(name = "(void *) entry_first_sendmmsg")
    @Variable
    private static native Address firstSendmmsg();

    @Import(name = "(void *) entry_watched_sendmsg")
    @Variable
    private static native Address watchedSendmsg();

    @Import(name = "(void *) entry_watched_sendmmsg")
    @Variable
    private static native Address watchedSendmmsg();
}
