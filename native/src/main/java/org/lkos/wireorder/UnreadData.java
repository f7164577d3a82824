// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.wireorder;

import static org.lkos.posix.SysEpoll.EPOLLERR;
import static org.lkos.posix.SysEpoll.EPOLLIN;
import static org.lkos.posix.SysEpoll.EPOLLRDHUP;
import static org.lkos.posix.SysEpoll.EPOLLRDNORM;

import org.lkos.endpoints.EndpointAnswers;
import org.lkos.epollsets.EpollSet;
import org.lkos.epollsets.MemberFile;
import org.lkos.epollsets.SetMember;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextDescriptors;
import org.lkos.next.NextOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.LinuxSockios;
import org.lkos.posix.NetinetIn;
import org.lkos.posix.Poll;
import org.lkos.posix.Poll.pollfd;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSyscall;
import org.lkos.posix.Time.timespec;
import org.lkos.timestamping.DataPeek;
import org.lkos.timestamping.OrderedRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The data behind one event: a member whose data has a time goes to the {@link ArrivalHeap}, any other event to the results
 * of no order.
 */
@Unmanaged
final class UnreadData {
    static final int READABLE = EPOLLIN | EPOLLRDNORM;

    private UnreadData() {}

    static void examine(EpollSet set, int index, int events) {
        SetMember member = set.member(index);
        member.events = events;
        boolean ordered = (events & READABLE) != 0 && isOrderable(member);
        if (!ordered) {
            addUnordered(set, member, 0);
        } else if (NextOptions.get(member.fd, SysSocket.SO_PEEK_OFF, -1) >= 0) {
            // To peek would move the application's own offset.
            int waiting = waiting(member.fd, 1);
            addUnordered(set, member, waiting);
        } else if (member.kind == SetMember.STREAM) {
            examineStream(set, index);
        } else {
            examineDatagram(set, index);
        }
    }

    /** A kind is found out once; the socket must be reached each time. */
    private static boolean isOrderable(SetMember member) {
        if (member.kind == SetMember.OTHER || !MemberFile.find(member)) {
            return false;
        }
        if (member.kind == SetMember.UNKNOWN) {
            member.kind = kind(member.fd);
        }
        return member.kind != SetMember.OTHER;
    }

    private static int kind(int fd) {
        int protocol = NextOptions.get(fd, SysSocket.SO_PROTOCOL, 0);
        int type = NextOptions.get(fd, SysSocket.SO_TYPE, 0);
        boolean stream = protocol == NetinetIn.IPPROTO_TCP && type == SysSocket.SOCK_STREAM;
        boolean datagrams = protocol == NetinetIn.IPPROTO_UDP && type == SysSocket.SOCK_DGRAM;
        if (!stream && !datagrams || EndpointAnswers.isLeftToKernel(fd)) {
            return SetMember.OTHER;
        }
        return stream ? SetMember.STREAM : SetMember.DATAGRAMS;
    }

    private static void examineStream(EpollSet set, int index) {
        SetMember member = set.member(index);
        // To peek where there is nothing would take the error.
        boolean failed = (member.events & EPOLLERR) != 0 && waiting(member.fd, 0) == 0;
        if (failed) {
            addUnordered(set, member, 0);
            return;
        }
        StreamArrivals.look(set, index);
        if (member.unread > 0 && member.last == 0 && OrderedRequest.begin(member.fd)) {
            member.arrivals = 0;
            StreamArrivals.look(set, index);
        }
        if (member.unread < 0) {
            examineNothing(set, member);
        } else if (member.unread == 0) {
            addUnordered(set, member, 0);
        } else if (member.first == 0) {
            ReadableBytes.limitUntimed(member);
            addUnordered(set, member, member.bytes);
        } else {
            ArrivalHeap.add(set, index);
        }
    }

    private static void examineDatagram(EpollSet set, int index) {
        SetMember member = set.member(index);
        if ((member.events & EPOLLERR) != 0 && PendingError.mayBeTaken(member.fd)) {
            int waiting = waiting(member.fd, 1);
            OrderedResult.addUncertain(set, member.data, member.events, waiting);
            return;
        }
        DataPeek peek = StackMemory.allocate(DataPeek.SIZE, StackMemory.ALIGNED).toStructure();
        peek.look(member.fd, DataPeek.DATAGRAM);
        if (peek.length >= 0 && peek.stamp == 0 && OrderedRequest.begin(member.fd)) {
            peek.look(member.fd, DataPeek.DATAGRAM);
        }
        member.peekOffset = NextOptions.get(member.fd, SysSocket.SO_PEEK_OFF, -1);
        member.unread = peek.length;
        member.first = peek.stamp;
        if (peek.length < 0) {
            examineNothing(set, member);
        } else if (peek.stamp == 0) {
            addUnordered(set, member, peek.length == 0 ? 1 : (int) peek.length);
        } else {
            ArrivalHeap.add(set, index);
        }
    }

    /** Somebody else read it, or it was no good, or the socket is of a kind that cannot be peeked at (EFAULT). */
    private static void examineNothing(EpollSet set, SetMember member) {
        boolean failed = member.unread != -Errno.EAGAIN && member.unread != -Errno.EFAULT;
        if (failed || isReadable(member.fd)) {
            boolean ended = failed || (member.events & EPOLLRDHUP) != 0;
            int waiting = ended ? 0 : waiting(member.fd, 1);
            addUnordered(set, member, waiting);
        }
    }

    private static void addUnordered(EpollSet set, SetMember member, int bytes) {
        OrderedResult.addUnordered(set, member.data, member.events, bytes);
    }

    private static boolean isReadable(int fd) {
        pollfd poll = StackMemory.allocate(pollfd.SIZE, StackMemory.ALIGNED).toStructure();
        timespec now = StackMemory.allocate(timespec.SIZE, StackMemory.ALIGNED).toStructure();
        poll.fd = fd;
        poll.events = Poll.POLLIN;
        poll.revents = 0;
        now.tv_sec = 0;
        now.tv_nsec = 0;
        long ready = SysSyscall.ppoll(poll.toAddress(), 1, now.toAddress());
        return ready > 0;
    }

    /** How many bytes wait, of a stream or in the first datagram, at least {@code least}. */
    private static int waiting(int fd, int least) {
        Address bytes = StackMemory.allocate(4, StackMemory.ALIGNED);
        int failed = NextDescriptors.ioctl(fd, LinuxSockios.SIOCINQ, bytes);
        int waiting = failed == 0 ? bytes.getInt() : 0;
        return waiting < least ? least : waiting;
    }
}
