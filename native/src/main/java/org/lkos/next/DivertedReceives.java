// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The real receive calls, once the doors reach others in their place: some sockets' messages need more than a look when
 * they have been received. Until then the doors' calls go straight, and cost nothing for it. Receive filters come first,
 * Onload's dialects of stamps behind them, and the real functions last.
 */
@Unmanaged
@StaticInit
public final class DivertedReceives {
    private static Address recvmsg;
    private static Address recvmmsg;
    private static boolean dialects;
    private static boolean filters;

    private DivertedReceives() {}

    /** From here on {@code entry_dialect_recvmsg} and its like are called. Safe to run twice, or in two threads at once. */
    public static void begin() {
        bind();
        dialects = true;
        divert();
    }

    /** The same for {@code entry_filtered_recvmsg}. */
    public static void beginFilters() {
        bind();
        filters = true;
        divert();
    }

    public static long recvmsg(int fd, Address message, int flags) {
        return NextSockets.asRecvmsg(recvmsg).call(fd, message, flags);
    }

    public static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        return NextSockets.asRecvmmsg(recvmmsg).call(fd, messages, count, flags, timeout);
    }

    /** What the door reaches, but for receive filters. */
    public static long unfilteredRecvmsg(int fd, Address message, int flags) {
        Address function = unfiltered(NextSockets.recvmsgCell(), filteredRecvmsg());
        if (function == null) {
            function = dialects ? dialectRecvmsg() : recvmsg;
        }
        return NextSockets.asRecvmsg(function).call(fd, message, flags);
    }

    /** What the door reaches, but for receive filters. */
    public static int unfilteredRecvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        Address function = unfiltered(NextSockets.recvmmsgCell(), filteredRecvmmsg());
        if (function == null) {
            function = dialects ? dialectRecvmmsg() : recvmmsg;
        }
        return NextSockets.asRecvmmsg(function).call(fd, messages, count, flags, timeout);
    }

    /** What a cell leads to, or null if that is the filters' function: then what they lead on to is known. */
    private static Address unfiltered(Cell cell, Address filtered) {
        long found = Atomics.loadLongAcquire(cell.toAddress());
        return Address.fromLong(found == filtered.toLong() ? 0 : found);
    }

    /** Another thread may have diverted them by now: what it stored is none of the real functions. */
    private static void bind() {
        NextSymbol.bindAll();
        Address one = NextSockets.recvmsgCell().function;
        Address many = NextSockets.recvmmsgCell().function;
        if (many != dialectRecvmmsg() && many != filteredRecvmmsg()) {
            recvmmsg = many;
        }
        if (one != dialectRecvmsg() && one != filteredRecvmsg()) {
            recvmsg = one;
        }
    }

    private static void divert() {
        divert(NextSockets.recvmmsgCell(), dialectRecvmmsg(), filteredRecvmmsg());
        divert(NextSockets.recvmsgCell(), dialectRecvmsg(), filteredRecvmsg());
    }

    /** What is found tells what other threads want, so the filters' function never gives way to the dialects'. */
    private static void divert(Cell cell, Address dialect, Address filtered) {
        long found = Atomics.loadLongAcquire(cell.toAddress());
        Address wanted = filters ? filtered : dialect;
        while (found != wanted.toLong() && !Atomics.replaceLong(cell.toAddress(), found, wanted.toLong())) {
            found = Atomics.loadLongAcquire(cell.toAddress());
            wanted = filters ? filtered : dialect;
        }
    }

    @NoSideEffects
    private static Address dialectRecvmsg() {
        return dialectRecvmsgEntry();
    }

    @NoSideEffects
    private static Address dialectRecvmmsg() {
        return dialectRecvmmsgEntry();
    }

    @NoSideEffects
    private static Address filteredRecvmsg() {
        return filteredRecvmsgEntry();
    }

    @NoSideEffects
    private static Address filteredRecvmmsg() {
        return filteredRecvmmsgEntry();
    }

    @Import(name = "(void *) entry_dialect_recvmsg")
    @Variable
    private static native Address dialectRecvmsgEntry();

    @Import(name = "(void *) entry_dialect_recvmmsg")
    @Variable
    private static native Address dialectRecvmmsgEntry();

    @Import(name = "(void *) entry_filtered_recvmsg")
    @Variable
    private static native Address filteredRecvmsgEntry();

    @Import(name = "(void *) entry_filtered_recvmmsg")
    @Variable
    private static native Address filteredRecvmmsgEntry();
}
