// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import org.lkos.epollsets.EpollSet;
import org.lkos.epollsets.SetMember;
import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.posix.LinuxTcp;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.SysEpoll;
import org.lkos.timestamping.DataPeek;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * When the unread bytes of a TCP stream came. The kernel appends a segment to the one before it, if that is unread, and
 * the whole has the time of the last from then on. So with each look at a stream it is noted how far it reached and what
 * time its end had: whatever comes later, the bytes before that end came no later than that.
 *
 * <pre>
 *  0                     8
 * +---------------------+-----------------+
 * | end, in the stream  | time of the end |
 * +---------------------+-----------------+
 * </pre>
 */
@Unmanaged
final class StreamArrivals {
    private static final int TIME = 8;
    private static final int TRIES = 4;

    private StreamArrivals() {}

    /** Finds out how much there is, and from when; {@code unread} becomes 0 at the end of the stream, or a negative errno. */
    static void look(EpollSet set, int index) {
        SetMember member = set.member(index);
        DataPeek peek = StackMemory.allocate(DataPeek.SIZE, StackMemory.ALIGNED).toStructure();
        Address before = StackMemory.allocate(LinuxTcp.SIZEOF_TCP_INFO, StackMemory.ALIGNED);
        Address after = StackMemory.allocate(LinuxTcp.SIZEOF_TCP_INFO, StackMemory.ALIGNED);
        int known = NextOptions.getTcpInfo(member.fd, before, LinuxTcp.SIZEOF_TCP_INFO);
        peek.look(member.fd, DataPeek.ALL);
        known = NextOptions.getTcpInfo(member.fd, after, LinuxTcp.SIZEOF_TCP_INFO);
        for (int i = 0; i < TRIES && received(member, before) != received(member, after); i++) {
            Bytes.copy(after, before, LinuxTcp.SIZEOF_TCP_INFO);
            peek.look(member.fd, DataPeek.ALL);
            known = NextOptions.getTcpInfo(member.fd, after, LinuxTcp.SIZEOF_TCP_INFO);
        }
        member.unread = peek.length;
        member.last = peek.stamp;
        if (peek.length > 0) {
            // An older kernel does not tell: then the order of segments is not relied on.
            boolean told = known == LinuxTcp.SIZEOF_TCP_INFO;
            member.reordered = told ? after.add(LinuxTcp.TCPI_RCV_OOOPACK).getInt() : 1;
            member.position = received(member, after) - peek.length;
            note(set, index);
            member.first = timeAt(set, index, 0);
        }
    }

    /** When the byte came that is {@code offset} bytes behind the first unread one; 0 where the kernel has no time for it. */
    static long timeAt(EpollSet set, int index, long offset) {
        SetMember member = set.member(index);
        long shown = DataPeek.stampAt(member.fd, offset);
        long position = member.position + offset;
        int at = 0;
        while (at < member.arrivals && end(set, index, at) <= position) {
            at++;
        }
        if (at == member.arrivals) {
            return shown;
        }
        long noted = entry(set, index, at).add(TIME).getLong();
        return noted < shown ? noted : shown;
    }

    /** Forgets what has been read, and adds the end of the stream, in the last place if there are no more. */
    private static void note(EpollSet set, int index) {
        SetMember member = set.member(index);
        int read = 0;
        while (read < member.arrivals && end(set, index, read) <= member.position) {
            read++;
        }
        int left = member.arrivals - read;
        Bytes.copy(entry(set, index, read), entry(set, index, 0), (long) left * EpollSet.ARRIVAL_SIZE);
        member.arrivals = left;
        long end = member.position + member.unread;
        boolean longer = left == 0 || end(set, index, left - 1) < end;
        if (longer) {
            int at = left < EpollSet.HISTORY ? left : left - 1;
            Address entry = entry(set, index, at);
            entry.putLong(end);
            entry.add(TIME).putLong(member.last);
            member.arrivals = at + 1;
        }
    }

    /**
     * How many bytes the stream has had, without the one that its end counts for. One that was ended by both is closed for
     * its descriptor, and so is one that was reset, which has no end but an error.
     */
    private static long received(SetMember member, Address info) {
        int state = info.add(LinuxTcp.TCPI_STATE).getByte();
        boolean reset = (member.events & SysEpoll.EPOLLERR) != 0;
        boolean ended = state == NetinetTcp.TCP_CLOSE_WAIT
                || state == NetinetTcp.TCP_LAST_ACK
                || state == NetinetTcp.TCP_CLOSING
                || state == NetinetTcp.TCP_CLOSE && !reset;
        long received = info.add(LinuxTcp.TCPI_BYTES_RECEIVED).getLong();
        return ended ? received - 1 : received;
    }

    private static long end(EpollSet set, int index, int at) {
        return entry(set, index, at).getLong();
    }

    private static Address entry(EpollSet set, int index, int at) {
        return set.history(index).add((long) at * EpollSet.ARRIVAL_SIZE);
    }
}
