// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import org.lkos.posix.SysMman;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * What a process and all forked from it know together of the sockets that they share.
 *
 * <pre>
 *  0            4            8         64                     4096
 * +------------+------------+---------+----------------------+
 * | generation | dialects   | changes | positions of streams |
 * +------------+------------+---------+----------------------+
 * </pre>
 */
@Unmanaged
public final class SharedPage {
    private static final int DIALECTS = 4;
    private static final int CHANGES = 8;
    private static final int POSITIONS = 64;

    /** The positions of streams take the rest of the smallest page. */
    static final int POSITIONS_SIZE = 4096 - POSITIONS;

    private SharedPage() {}

    /**
     * Shares the page. Done at load, while mapping memory is still allowed, over a page of the library's own, so that it
     * goes when the library goes; where it fails, each process has its own. It is written to only where a constructor that
     * ran before asked for something, for until then it costs no memory.
     */
    public static void share() {
        int current = generation().getInt();
        int inDialects = dialects().getInt();
        long page = SysSyscall.mmap(
                generation(),
                SysMman.LARGEST_PAGE(),
                SysMman.PROT_READ | SysMman.PROT_WRITE,
                SysMman.MAP_SHARED | SysMman.MAP_ANONYMOUS | SysMman.MAP_FIXED);
        if ((current | inDialects) != 0) {
            generation().putInt(current);
            dialects().putInt(inDialects);
        }
    }

    /** The int that {@link KnownRequests} counts. */
    @NoSideEffects
    static Address generation() {
        return page();
    }

    /** The int by which {@link KnownRequests} says whether some request is in a dialect of Onload's. */
    @NoSideEffects
    static Address dialects() {
        return page().add(DIALECTS);
    }

    /** The int that counts changes of epoll sets. */
    @NoSideEffects
    public static Address changesOfSets() {
        return page().add(CHANGES);
    }

    /** What {@link StreamPosition} keeps. */
    @NoSideEffects
    static Address positions() {
        return page().add(POSITIONS);
    }

    @NoSideEffects
    private static Address page() {
        return pageTable();
    }

    /** A page of its own for each method that names it. */
    @Import(name = "LKOS_TABLE(LKOS_PAGE)")
    @Variable
    private static native Address pageTable();
}
