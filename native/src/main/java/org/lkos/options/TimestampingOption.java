// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.options;

import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;

import org.lkos.log.Log;
import org.lkos.machine.StackMemory;
import org.lkos.next.Confinement;
import org.lkos.next.NextSockets;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.KnownRequests;
import org.lkos.timestamping.ReceiveStamping;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.SocketLabel;
import org.lkos.timestamping.SocketRequest;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** SO_TIMESTAMPING, under its old number and its new one: a wish for hardware stamps is served with software ones. */
@Unmanaged
final class TimestampingOption {
    private static final int INT = 4;

    /** {@code struct so_timestamping}: the flags and the index of a clock. Read at this very length, an int at others. */
    private static final int STRUCT = 8;

    private TimestampingOption() {}

    static int set(int fd, int optname, Address optval, int optlen) {
        int size = optlen == STRUCT ? STRUCT : INT;
        // A confined process is asked nothing: there are filters that know each option by its number.
        if (optlen >= INT && !Confinement.isBegun() && UserMemory.isReadable(fd, optval, size)) {
            return isServed(fd, optval.getInt())
                    ? serve(fd, optname, optval, size)
                    : setAsItIs(fd, optname, optval, optlen);
        }
        int savedErrno = Errno.get();
        int failed = setAsItIs(fd, optname, optval, optlen);
        // Who accepts flags, or refuses their value, has read them.
        boolean read = failed == 0 || optlen >= INT && Errno.get() == Errno.EINVAL;
        if (!read || !isServed(fd, optval.getInt())) {
            return failed;
        }
        Errno.set(savedErrno);
        return serve(fd, optname, optval, size);
    }

    /** Whether flags are more than the kernel can do. Those that only report hardware stamps are, once messages ask. */
    private static boolean isServed(int fd, int flags) {
        if (Request.reportsHardware(flags)) {
            KnownRequests.expectSends();
        }
        return Request.wantsHardware(flags) || StreamOption.isAsked(fd, flags);
    }

    private static int serve(int fd, int optname, Address optval, int size) {
        int flags = optval.getInt();
        if (StreamOption.isAsked(fd, flags)) {
            int status = StreamOption.set(fd, flags, optname == SO_TIMESTAMPING_NEW);
            return status < 0 ? Errno.fail(-status) : 0;
        }
        return rewrite(fd, optname, optval, size);
    }

    static int get(int fd, int optname, Address optval, Address optlen) {
        int failed = NextSockets.getsockopt(fd, SOL_SOCKET, optname, optval, optlen);
        int request = SocketRequest.read(fd);
        if (request != Request.NONE) {
            boolean hidden = optname == SO_TIMESTAMPING_NEW && !Request.usesNewTypes(request);
            OptionValue.replaceKernels(fd, failed, optval, optlen, hidden ? 0 : Dialect.standardFlags(request));
        }
        return failed;
    }

    private static int setAsItIs(int fd, int optname, Address optval, int optlen) {
        int former = SocketRequest.readAside(fd);
        int failed = NextSockets.setsockopt(fd, SOL_SOCKET, optname, optval, optlen);
        if (failed == 0 && former != Request.NONE) {
            // A label left behind could be taken for the request of flags that happen to fit it.
            boolean cleared = SocketLabel.store(fd, SocketLabel.NONE);
        }
        if (failed == 0) {
            KnownRequests.forget(fd);
        }
        if (failed == 0 && optname == SO_TIMESTAMPING_NEW) {
            KnownRequests.beginGeneration();
        }
        return failed;
    }

    private static int rewrite(int fd, int optname, Address optval, int size) {
        Address value = StackMemory.allocate(STRUCT, StackMemory.ALIGNED);
        value.putInt(optval.getInt());
        value.add(INT).putInt(size == STRUCT ? optval.add(INT).getInt() : 0);
        int flags = value.getInt();
        int former = SocketRequest.readAside(fd);
        int request = Request.of(flags, optname == SO_TIMESTAMPING_NEW);
        int status = SocketRequest.write(fd, request, value, size);
        if (status == -Errno.ENOPROTOOPT) {
            // Linux before 5.1: no way to mark the socket's messages, so hardware stamps stay what they are there.
            return NextSockets.setsockopt(fd, SOL_SOCKET, optname, optval, size);
        }
        if (status != 0) {
            return Errno.fail(-status);
        }
        KnownRequests.beginGeneration();
        KnownRequests.remember(fd, request);
        if (Request.receivesInHardware(flags) && !Request.receivesInHardware(former)) {
            ReceiveStamping.await(fd);
        }
        Log.requestRewritten(fd, flags, value.getInt());
        return 0;
    }
}
