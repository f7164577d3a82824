// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import org.lkos.fd.SocketKind;
import org.lkos.machine.Atomics;
import org.lkos.next.Confinement;
import org.lkos.next.SendPath;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * What {@link SocketRequest} said of a descriptor, remembered, so that a stamped message costs no system call.
 *
 * <pre>
 *  63         62       32 31         0
 * +----------+-----------+------------+
 * | as it is | request   | generation |
 * +----------+-----------+------------+
 * </pre>
 *
 * An entry holds until the next request that marks a socket's messages: it may be made through another descriptor of the
 * same socket, or the descriptor may have been closed and be another socket since. Each such request begins a new
 * generation, in this process and all forked from it. Empty entries are 0; {@code as it is} marks a socket whose messages
 * of the new types are its own choice. Entries that are not {@link Request#isUsual} hold the complement of the generation,
 * so that one comparison tells whether an entry holds and is simple.
 */
@Unmanaged
@StaticInit
public final class KnownRequests {
    private static final int REQUEST = 32;
    private static final int AS_IT_IS = 1 << 31;
    private static boolean sendsExpected;

    private KnownRequests() {}

    /** The request of a descriptor that just received a marked message, if it is {@link Request#isUsual}; or NONE. */
    public static int usual(int fd) {
        if (!isCovered(fd)) {
            return Request.NONE;
        }
        long entry = entry(fd).getLong();
        boolean current = (int) entry == SharedPage.generation().getInt();
        return current ? request(entry) : Request.NONE;
    }

    /** The request of a descriptor that just received a marked message. */
    public static int of(int fd) {
        long entry = isCovered(fd) ? entry(fd).getLong() : 0;
        int mark = (int) entry;
        int current = generation();
        boolean holds = entry != 0 && (mark == current || mark == ~current);
        return holds ? known(entry) : ask(fd);
    }

    /** What is remembered of a descriptor, however long ago, where nobody can be asked. */
    public static int guess(int fd) {
        return isCovered(fd) ? known(entry(fd).getLong()) : Request.NONE;
    }

    /** Some socket of the process shows hardware stamps, so messages may ask for them one by one. */
    public static void expectSends() {
        sendsExpected = true;
        SendPath.watch();
    }

    public static boolean areSendsExpected() {
        return sendsExpected;
    }

    /** Some request is in a dialect of Onload's. */
    public static void beginDialects() {
        SharedPage.dialects().putInt(1);
    }

    public static boolean areInDialects() {
        return SharedPage.dialects().getInt() != 0;
    }

    /** After {@link #beginGeneration} for the change that made it so. */
    public static void remember(int fd, int request) {
        remember(fd, request, generation());
    }

    private static void remember(int fd, int request, int generation) {
        if (isCovered(fd)) {
            long known = request == Request.NONE ? AS_IT_IS : request;
            int mark = Request.isUsual(request) ? generation : ~generation;
            long value = known << REQUEST | mark & 0xffffffffL;
            entry(fd).putLong(value);
        }
    }

    /** For a descriptor just made, or -1: it may be another socket now. The result is the descriptor. */
    public static int renewed(int fd) {
        forget(fd);
        return fd;
    }

    /** For a socket just accepted, or -1. It is like its listener, and taken for that where it cannot be asked. */
    public static int accepted(int listener, int fd) {
        int request = guess(listener);
        forget(fd);
        if (request != Request.NONE && fd >= 0 && Confinement.isBegun()) {
            remember(fd, request);
        }
        return fd;
    }

    /** Whether anything is remembered of a descriptor: then no call of ours has made it anew since. */
    public static boolean isRemembered(int fd) {
        return isCovered(fd) && entry(fd).getLong() != 0;
    }

    public static void forget(int fd) {
        if (isCovered(fd)) {
            if (entry(fd).getLong() != 0) {
                entry(fd).putLong(0);
                // Remembered of no other: who is told of a stream was asked for its request.
                StreamPosition.forget(fd);
            }
            SocketKind.forget(fd);
        }
    }

    /** A socket was marked: what is remembered of any descriptor may be of that socket. */
    public static void beginGeneration() {
        int ended = Atomics.increment(SharedPage.generation());
    }

    private static int ask(int fd) {
        int generation = generation();
        int request = SocketRequest.readAside(fd);
        if (request != Request.NONE && OrderedRequest.isServed(request)) {
            expectSends();
        }
        remember(fd, request, generation);
        return request;
    }

    private static int known(long entry) {
        return entry < 0 ? Request.NONE : request(entry);
    }

    private static int request(long entry) {
        return (int) (entry >> REQUEST);
    }

    private static int generation() {
        return Atomics.loadAcquire(SharedPage.generation());
    }

    private static boolean isCovered(int fd) {
        return SocketKind.isCovered(fd);
    }

    private static Address entry(int fd) {
        return table().add((long) fd * 8);
    }

    @NoSideEffects
    private static Address table() {
        return entries();
    }

    /** Zero pages of the library's own, used one by one as descriptors are. */
    @Import(name = "LKOS_TABLE((1 << 16) * 8)")
    @Variable
    private static native Address entries();
}
