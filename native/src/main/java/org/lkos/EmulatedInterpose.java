// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.endpoints.BusyPoll;
import org.lkos.endpoints.Creation;
import org.lkos.endpoints.Watchers;
import org.lkos.filter.FilteredDescriptors;
import org.lkos.filter.FilteredReads;
import org.lkos.next.NextEvents;
import org.lkos.next.NextPipes;
import org.lkos.next.NextReceives;
import org.lkos.posix.Fcntl;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.receive.OnePacket;
import org.lkos.receive.OnePacketReceive;
import org.lkos.wireorder.OrderedEvents;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * The libc calls that the emulating library stands in front of, beside those of {@link Interpose} or in place of them:
 * a table, no logic. The library may be loaded where emulation is off.
 */
@Unmanaged
@StaticInit
final class EmulatedInterpose {
    private EmulatedInterpose() {}

    /** {@code int accept(int, struct sockaddr *, socklen_t *)}: the new socket is in the listener's stack. */
    @Export(name = "emulated_accept")
    static int accept(int fd, Address address, Address length) {
        int accepted = Interpose.accept(fd, address, length);
        return BusyPoll.prepare(Creation.accepted(fd, accepted));
    }

    /** {@code int accept4(int, struct sockaddr *, socklen_t *, int)}: the same. */
    @Export(name = "emulated_accept4")
    static int accept4(int fd, Address address, Address length, int flags) {
        int accepted = Interpose.accept4(fd, address, length, flags);
        return BusyPoll.prepare(Creation.accepted(fd, accepted));
    }

    /** {@code int dup(int)}: the new descriptor is the same endpoint. */
    @Export(name = "emulated_dup")
    static int dup(int fd) {
        int made = Interpose.dup(fd);
        return Creation.copied(fd, made);
    }

    /** {@code int dup2(int, int)}: the same. */
    @Export(name = "emulated_dup2")
    static int dup2(int fd, int target) {
        int made = Interpose.dup2(fd, target);
        return Creation.copied(fd, made);
    }

    /** {@code int dup3(int, int, int)}: the same. */
    @Export(name = "emulated_dup3")
    static int dup3(int fd, int target, int flags) {
        int made = Interpose.dup3(fd, target, flags);
        return Creation.copied(fd, made);
    }

    /** {@code int fcntl(int, int, ...)}: the same for F_DUPFD. */
    @Export(name = "emulated_fcntl")
    static int fcntl(int fd, int command, Address argument) {
        int result = Interpose.fcntl(fd, command, argument);
        return Fcntl.makesDescriptor(command) ? Creation.copied(fd, result) : result;
    }

    /** {@code int fcntl64(int, int, ...)}: the same. */
    @Export(name = "emulated_fcntl64")
    static int fcntl64(int fd, int command, Address argument) {
        int result = Interpose.fcntl64(fd, command, argument);
        return Fcntl.makesDescriptor(command) ? Creation.copied(fd, result) : result;
    }

    /** {@code int pipe(int [2])}: Onload has pipes of its own. */
    @Export(name = "emulated_pipe")
    static int pipe(Address pair) {
        int result = NextPipes.pipe(pair);
        return Creation.pipe(result, pair);
    }

    /** {@code int pipe2(int [2], int)}: the same. */
    @Export(name = "emulated_pipe2")
    static int pipe2(Address pair, int flags) {
        int result = NextPipes.pipe2(pair, flags);
        return Creation.pipe(result, pair);
    }

    /** {@code ssize_t recvmsg(int, struct msghdr *, int)}. */
    @Export(name = "emulated_recvmsg")
    static long recvmsg(int fd, msghdr message, int flags) {
        int prepared = BusyPoll.prepare(fd);
        return OnePacket.isAsked(prepared, flags)
                ? OnePacketReceive.recvmsg(prepared, message, flags)
                : Interpose.recvmsg(prepared, message, flags);
    }

    /** {@code int recvmmsg(int, struct mmsghdr *, unsigned, int, struct timespec *)}. */
    @Export(name = "emulated_recvmmsg")
    static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        int prepared = BusyPoll.prepare(fd);
        return Interpose.recvmmsg(prepared, messages, count, flags, timeout);
    }

    /** {@code int socket(int, int, int)}: the new socket is in the stack whose name is in force. */
    @Export(name = "emulated_socket")
    static int socket(int domain, int type, int protocol) {
        int fd = Interpose.socket(domain, type, protocol);
        return BusyPoll.prepare(Creation.socket(fd, domain, type, protocol));
    }

    /** {@code int epoll_ctl(int, int, int, struct epoll_event *)}. */
    @Export(name = "emulated_epoll_ctl")
    static int epoll_ctl(int epfd, int operation, int fd, Address event) {
        int result = NextEvents.epoll_ctl(epfd, operation, fd, event);
        int watched = Watchers.changed(result, epfd, operation, fd);
        return OrderedEvents.setChanged(watched);
    }

    /** {@code ssize_t recv(int, void *, size_t, int)}. */
    @Export(name = "emulated_recv")
    static long recv(int fd, Address data, long size, int flags) {
        int prepared = BusyPoll.prepare(fd);
        if (OnePacket.isAsked(prepared, flags)) {
            return OnePacketReceive.recv(prepared, data, size, flags);
        }
        if (FilteredDescriptors.mayBeFiltered(prepared)) {
            return FilteredReads.recv(prepared, data, size, flags);
        }
        return NextReceives.recv(prepared, data, size, flags);
    }

    /** What recv is called where the compiler knows how much room there is. */
    @Export(name = "emulated___recv_chk")
    static long __recv_chk(int fd, Address data, long size, long room, int flags) {
        int prepared = BusyPoll.prepare(fd);
        boolean fits = Long.compareUnsigned(size, room) <= 0;
        if (fits && OnePacket.isAsked(prepared, flags)) {
            return OnePacketReceive.recv(prepared, data, size, flags);
        }
        if (fits && FilteredDescriptors.mayBeFiltered(prepared)) {
            return FilteredReads.recv(prepared, data, size, flags);
        }
        return NextReceives.__recv_chk(prepared, data, size, room, flags);
    }

    /** {@code ssize_t recvfrom(int, void *, size_t, int, struct sockaddr *, socklen_t *)}. */
    @Export(name = "emulated_recvfrom")
    static long recvfrom(int fd, Address data, long size, int flags, Address address, Address length) {
        int prepared = BusyPoll.prepare(fd);
        if (OnePacket.isAsked(prepared, flags)) {
            return OnePacketReceive.recvfrom(prepared, data, size, flags, address, length);
        }
        if (FilteredDescriptors.mayBeFiltered(prepared)) {
            return FilteredReads.recvfrom(prepared, data, size, flags, address, length);
        }
        return NextReceives.recvfrom(prepared, data, size, flags, address, length);
    }

    /** What recvfrom is called where the compiler knows how much room there is. */
    @Export(name = "emulated___recvfrom_chk")
    static long __recvfrom_chk(int fd, Address data, long size, long room, int flags, Address address, Address length) {
        int prepared = BusyPoll.prepare(fd);
        boolean fits = Long.compareUnsigned(size, room) <= 0;
        if (fits && OnePacket.isAsked(prepared, flags)) {
            return OnePacketReceive.recvfrom(prepared, data, size, flags, address, length);
        }
        if (fits && FilteredDescriptors.mayBeFiltered(prepared)) {
            return FilteredReads.recvfrom(prepared, data, size, flags, address, length);
        }
        return NextReceives.__recvfrom_chk(prepared, data, size, room, flags, address, length);
    }
}
