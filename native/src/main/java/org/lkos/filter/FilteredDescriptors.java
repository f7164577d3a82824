// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import org.lkos.fd.SocketKind;
import org.lkos.machine.Atomics;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextOptions;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * What was found out of descriptors, by their numbers, so that those without a filter are told by two loads.
 *
 * <pre>
 *  63         32 31         0
 * +-------------+------------+
 * | generation  | slot and 1 |
 * +-------------+------------+
 * </pre>
 *
 * An entry holds for one generation of {@link FilterTable}. That there is no filter, 0, stays true of a number when its
 * descriptor is closed and the number used again: a new socket has none, and whoever makes another descriptor of an old
 * one comes by here, and leaves a number that no thread has seen, so that none which asked before notes what it was told
 * of the old descriptor. That there is one has to be asked again each time.
 */
@Unmanaged
@StaticInit
public final class FilteredDescriptors {
    /** In place of a slot: nothing is known. */
    private static final long RENEWED = 0xffffffffL;

    private static int renewals;

    private FilteredDescriptors() {}

    /** Whether it has to be asked. */
    public static boolean mayBeFiltered(int fd) {
        long without = (long) FilterTable.generation() << 32;
        return SocketKind.isCovered(fd) ? entry(fd).getLong() != without : without != 0;
    }

    /** Whether a call takes a datagram from a socket with a filter, which is read. */
    static boolean takesFiltered(int fd, int flags, Filter filter) {
        return (flags & (SysSocket.MSG_PEEK | SysSocket.MSG_ERRQUEUE)) == 0 && find(fd, filter);
    }

    /** Whether the socket has a filter, which is read. A confined process does not ask whether it is the same socket. */
    static boolean find(int fd, Filter filter) {
        int generation = FilterTable.generation();
        long known = SocketKind.isCovered(fd) ? entry(fd).getLong() : 0;
        int index = (int) (known >>> 32) == generation ? (int) known - 1 : -1;
        if (Confinement.isBegun()) {
            return index >= 0 && FilterTable.slot(index).read(FilterTable.slot(index).cookie, filter);
        }
        long cookie = NextOptions.getLong(fd, SysSocket.SO_COOKIE);
        if (index >= 0 && cookie != 0 && FilterTable.slot(index).read(cookie, filter)) {
            return true;
        }
        index = cookie == 0 ? -1 : FilterTable.find(cookie, filter);
        remember(fd, known, generation, index);
        return index >= 0;
    }

    /** After a filter was set: a process that is confined before it receives will not ask. */
    static void learn(int fd) {
        Filter filter = StackMemory.allocate(Filter.SIZE, StackMemory.ALIGNED).toStructure();
        boolean found = find(fd, filter);
    }

    /** Unless it is another descriptor meanwhile, or another thread has found it out. */
    private static void remember(int fd, long known, int generation, int index) {
        if (SocketKind.isCovered(fd)) {
            boolean done = Atomics.replaceLong(entry(fd), known, (long) generation << 32 | index + 1);
        }
        if (index >= 0) {
            FilterTable.slot(index).fd = fd;
        }
    }

    /** Whatever it was, the descriptor of this number is another one now. The result is the number. */
    public static int renewed(int fd) {
        if (SocketKind.isCovered(fd)) {
            long serial = Atomics.increment(addressOf(renewals));
            Atomics.storeLongRelease(entry(fd), serial << 32 | RENEWED);
        }
        return fd;
    }

    /** For what came with a message. */
    static void renewReceived(msghdr message) {
        cmsghdr header = SysSocket.firstControl(message);
        while (header != null) {
            if (header.cmsg_level == SysSocket.SOL_SOCKET && header.cmsg_type == SysSocket.SCM_RIGHTS) {
                Address at = header.toAddress().add(cmsghdr.SIZE);
                long end = header.toAddress().toLong() + header.cmsg_len;
                while (at.toLong() + 4 <= end) {
                    int renewed = renewed(at.getInt());
                    at = at.add(4);
                }
            }
            header = SysSocket.nextControl(message, header);
        }
    }

    private static Address entry(int fd) {
        return table().add((long) fd * 8);
    }

    @NoSideEffects
    private static Address table() {
        return entries();
    }

    @Import(name = "&")
    private static native Address addressOf(int field);

    @Import(name = "LKOS_TABLE((1 << 16) * 8)")
    @Variable
    private static native Address entries();
}
