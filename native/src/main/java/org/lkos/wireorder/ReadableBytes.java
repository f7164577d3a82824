// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import org.lkos.epollsets.EpollSet;
import org.lkos.epollsets.SetMember;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.posix.SysSocket;
import org.lkos.timestamping.DataPeek;
import org.teavm.interop.Unmanaged;

/**
 * How much of a member's data may be read before it is another's turn, and when that came which may not: what {@code bytes}
 * and {@code rest} of the member become.
 */
@Unmanaged
final class ReadableBytes {
    private ReadableBytes() {}

    /** Of a stream, what came no later than {@code limit}, at least its first byte. */
    static void limitStream(EpollSet set, int index, long limit) {
        SetMember member = set.member(index);
        long most = member.unread;
        if (member.reordered != 0) {
            // Later bytes may have earlier times.
            most = DataPeek.together(member.fd, most);
        }
        long bytes = most;
        if (member.last > limit || member.arrivals > 1 || most < member.unread) {
            bytes = noLaterThan(set, index, limit, most);
        }
        member.bytes = (int) bytes;
        member.rest = bytes < member.unread ? StreamArrivals.timeAt(set, index, bytes) : Long.MAX_VALUE;
    }

    /** Of a stream without times, what has none. */
    static void limitUntimed(SetMember member) {
        member.bytes = (int) DataPeek.together(member.fd, member.unread);
    }

    /** One datagram, and, if others are waiting, the time of the one behind it. */
    static void limitDatagrams(SetMember member, boolean othersWait) {
        member.bytes = member.unread == 0 ? 1 : (int) member.unread;
        member.rest = othersWait ? timeOfSecond(member) : Long.MAX_VALUE;
    }

    /** The largest number of bytes, up to {@code most}, of which the last came no later than {@code limit}. */
    private static long noLaterThan(EpollSet set, int index, long limit, long most) {
        long enough = 1;
        long tooMany = most + 1;
        while (tooMany - enough > 1) {
            long middle = enough + (tooMany - enough) / 2;
            if (StreamArrivals.timeAt(set, index, middle - 1) <= limit) {
                enough = middle;
            } else {
                tooMany = middle;
            }
        }
        return enough;
    }

    /** The kernel shows datagrams behind the first one where a peek offset says so. */
    private static long timeOfSecond(SetMember member) {
        DataPeek peek = StackMemory.allocate(DataPeek.SIZE, StackMemory.ALIGNED).toStructure();
        int status = NextOptions.set(member.fd, SysSocket.SO_PEEK_OFF, (int) member.unread);
        if (status < 0) {
            return member.first;
        }
        peek.look(member.fd, DataPeek.DATAGRAM);
        int restored = NextOptions.set(member.fd, SysSocket.SO_PEEK_OFF, member.peekOffset);
        return peek.length < 0 ? Long.MAX_VALUE : peek.stamp;
    }
}
