// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.devices.DeviceRequests;
import org.lkos.machine.Atomics;
import org.lkos.machine.Branches;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextDescriptors;
import org.lkos.next.NextProcess;
import org.lkos.next.NextSockets;
import org.lkos.next.SendPath;
import org.lkos.options.ConnectedRequest;
import org.lkos.options.StreamOption;
import org.lkos.options.TimestampOptions;
import org.lkos.posix.Fcntl;
import org.lkos.posix.SysPrctl;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.receive.ControlMessages;
import org.lkos.send.WarmSends;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.StampSource;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/** The libc calls we stand in front of, in the order of their man pages: a table, no logic. */
@Unmanaged
@StaticInit
final class Interpose {
    private Interpose() {}

    /** {@code int accept(int, struct sockaddr *, socklen_t *)}: the new descriptor is a new socket to us too. */
    @Export(name = "lkos_accept")
    static int accept(int fd, Address address, Address length) {
        int accepted = KnownRequests.accepted(fd, NextSockets.accept(fd, address, length));
        return StreamOption.connected(accepted, accepted);
    }

    /** {@code int accept4(int, struct sockaddr *, socklen_t *, int)}: the same. */
    @Export(name = "lkos_accept4")
    static int accept4(int fd, Address address, Address length, int flags) {
        int accepted = KnownRequests.accepted(fd, NextSockets.accept4(fd, address, length, flags));
        return StreamOption.connected(accepted, accepted);
    }

    /** {@code int connect(int, const struct sockaddr *, socklen_t)}: the socket keeps its request, or numbers from here. */
    @Export(name = "lkos_connect")
    static int connect(int fd, Address address, int length) {
        return ConnectedRequest.after(fd, address, NextSockets.connect(fd, address, length));
    }

    /** {@code int dup(int)}: the same. */
    @Export(name = "lkos_dup")
    static int dup(int fd) {
        return KnownRequests.renewed(NextDescriptors.dup(fd));
    }

    /** {@code int dup2(int, int)}: the same. */
    @Export(name = "lkos_dup2")
    static int dup2(int fd, int target) {
        return KnownRequests.renewed(NextDescriptors.dup2(fd, target));
    }

    /** {@code int dup3(int, int, int)}: the same. */
    @Export(name = "lkos_dup3")
    static int dup3(int fd, int target, int flags) {
        return KnownRequests.renewed(NextDescriptors.dup3(fd, target, flags));
    }

    /** {@code int fcntl(int, int, ...)}: the same for F_DUPFD. The argument is passed in the same register always. */
    @Export(name = "lkos_fcntl")
    static int fcntl(int fd, int command, Address argument) {
        if (Fcntl.makesDescriptor(command)) {
            return KnownRequests.renewed(NextDescriptors.fcntl(fd, command, argument));
        }
        return NextDescriptors.fcntl(fd, command, argument);
    }

    /** {@code int fcntl64(int, int, ...)}: what fcntl is called where files have 64-bit sizes by choice. */
    @Export(name = "lkos_fcntl64")
    static int fcntl64(int fd, int command, Address argument) {
        if (Fcntl.makesDescriptor(command)) {
            return KnownRequests.renewed(NextDescriptors.fcntl64(fd, command, argument));
        }
        return NextDescriptors.fcntl64(fd, command, argument);
    }

    /** {@code int ioctl(int, unsigned long, ...)}: devices that cannot stamp are told, and say, that they can. */
    @Export(name = "lkos_ioctl")
    static int ioctl(int fd, long request, Address argument) {
        if (DeviceRequests.isWatched(request) && !StampSource.isDeviceAlone()) {
            return DeviceRequests.control(fd, request, argument);
        }
        return NextDescriptors.ioctl(fd, request, argument);
    }

    /** {@code int prctl(int, ...)}: a confined process makes no system calls but its own. */
    @Export(name = "lkos_prctl")
    static int prctl(int option, long a, long b, long c, long d) {
        int result = NextProcess.prctl(option, a, b, c, d);
        return option == SysPrctl.PR_SET_SECCOMP ? (int) Confinement.afterSeccomp(result) : result;
    }

    /** {@code int getsockopt(int, int, int, void *, socklen_t *)}: timestamping flags come back as they were set. */
    @Export(name = "lkos_getsockopt")
    static int getsockopt(int fd, int level, int optname, Address optval, Address optlen) {
        if (Branches.unlikely(TimestampOptions.isWatchedToGet(optname))) {
            return TimestampOptions.get(fd, level, optname, optval, optlen);
        }
        return NextSockets.getsockopt(fd, level, optname, optval, optlen);
    }

    /** {@code int setsockopt(int, int, int, const void *, socklen_t)}: hardware stamps are asked for as software ones. */
    @Export(name = "lkos_setsockopt")
    static int setsockopt(int fd, int level, int optname, Address optval, int optlen) {
        if (Branches.unlikely(TimestampOptions.isWatchedToSet(optname))) {
            return TimestampOptions.set(fd, level, optname, optval, optlen);
        }
        return NextSockets.setsockopt(fd, level, optname, optval, optlen);
    }

    /** {@code ssize_t recvmsg(int, struct msghdr *, int)}: stamps are shown where the application asked for them. */
    @Export(name = "lkos_recvmsg")
    static long recvmsg(int fd, msghdr message, int flags) {
        Address kept = StackMemory.allocate(4, StackMemory.ALIGNED);
        // For the rare case, at the price of a store; gcc would save a register of the caller's for it.
        Atomics.storeRelaxed(kept, fd);
        long got = NextSockets.recvmsg(fd, message.toAddress(), flags);
        if (got >= 0 && Branches.unlikely(message.msg_controllen != 0)) {
            return ControlMessages.rewrite(kept, message, got);
        }
        return got;
    }

    /** {@code int recvmmsg(int, struct mmsghdr *, unsigned, int, struct timespec *)}: the same for every message. */
    @Export(name = "lkos_recvmmsg")
    static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        int got = NextSockets.recvmmsg(fd, messages, count, flags, timeout);
        if (got > 0 && Branches.unlikely(ControlMessages.any(messages, got))) {
            return ControlMessages.rewriteAll(fd, messages, got);
        }
        return got;
    }

    /** {@code int socket(int, int, int)}: the new descriptor is a new socket to us too. */
    @Export(name = "lkos_socket")
    static int socket(int domain, int type, int protocol) {
        return KnownRequests.renewed(NextSockets.socket(domain, type, protocol));
    }

    /** {@code ssize_t send(int, const void *, size_t, int)}: a warm send is answered, and sends nothing. */
    @Export(name = "lkos_send")
    static long send(int fd, Address data, long size, int flags) {
        if (Branches.unlikely(WarmSends.areAskedFor(flags))) {
            return WarmSends.send(fd, data, size, flags);
        }
        return NextSockets.send(fd, data, size, flags);
    }

    /** {@code ssize_t __send(int, const void *, size_t, int)}: glibc's other name for it. */
    @Export(name = "lkos___send")
    static long __send(int fd, Address data, long size, int flags) {
        if (Branches.unlikely(WarmSends.areAskedFor(flags))) {
            return WarmSends.send(fd, data, size, flags);
        }
        return NextSockets.send(fd, data, size, flags);
    }

    /** {@code ssize_t sendto(int, const void *, size_t, int, const struct sockaddr *, socklen_t)}: the same. */
    @Export(name = "lkos_sendto")
    static long sendto(int fd, Address data, long size, int flags, Address address, int length) {
        if (Branches.unlikely(WarmSends.areAskedFor(flags))) {
            return WarmSends.sendto(fd, data, size, flags, address, length);
        }
        return NextSockets.sendto(fd, data, size, flags, address, length);
    }

    /** {@code ssize_t sendmsg(int, const struct msghdr *, int)}: the same, and what a message may ask of Onload. */
    @Export(name = "lkos_sendmsg")
    static long sendmsg(int fd, Address message, int flags) {
        if (Branches.unlikely(WarmSends.areAskedFor(flags))) {
            return WarmSends.sendmsg(fd, message, flags);
        }
        return SendPath.sendmsg(fd, message, flags);
    }

    /** {@code int sendmmsg(int, struct mmsghdr *, unsigned, int)}: the same for every message. */
    @Export(name = "lkos_sendmmsg")
    static int sendmmsg(int fd, Address messages, int count, int flags) {
        if (Branches.unlikely(WarmSends.areAskedFor(flags))) {
            return WarmSends.sendmmsg(fd, messages, count, flags);
        }
        return SendPath.sendmmsg(fd, messages, count, flags);
    }

    /** {@code long syscall(long, ...)}: a filter may be installed past libc. Arguments are passed in registers always. */
    @Export(name = "lkos_syscall")
    static long syscall(long number, long a, long b, long c, long d, long e, long f) {
        long result = NextProcess.syscall(number, a, b, c, d, e, f);
        return Confinement.installs(number, a) ? Confinement.afterSeccomp(result) : result;
    }
}
