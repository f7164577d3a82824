// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.machine.Atomics;
import org.lkos.machine.Branches;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextLibc;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.timestamping.ControlMessages;
import org.lkos.timestamping.TimestampOptions;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/** The libc calls we stand in front of, in the order of their man pages: a table, no logic. */
@Unmanaged
@StaticInit
final class Interpose {
    private Interpose() {}

    /** {@code int getsockopt(int, int, int, void *, socklen_t *)}: timestamping flags come back as they were set. */
    @Export(name = "lkos_getsockopt")
    static int getsockopt(int fd, int level, int optname, Address optval, Address optlen) {
        if (TimestampOptions.isPlainToGet(optname)) {
            return NextLibc.getsockopt(fd, level, optname, optval, optlen);
        }
        return TimestampOptions.get(fd, level, optname, optval, optlen);
    }

    /** {@code int setsockopt(int, int, int, const void *, socklen_t)}: hardware stamps are asked for as software ones. */
    @Export(name = "lkos_setsockopt")
    static int setsockopt(int fd, int level, int optname, Address optval, int optlen) {
        if (TimestampOptions.isPlainToSet(optname)) {
            return NextLibc.setsockopt(fd, level, optname, optval, optlen);
        }
        return TimestampOptions.set(fd, level, optname, optval, optlen);
    }

    /** {@code ssize_t recvmsg(int, struct msghdr *, int)}: stamps are shown where the application asked for them. */
    @Export(name = "lkos_recvmsg")
    static long recvmsg(int fd, msghdr message, int flags) {
        Address kept = StackMemory.allocate(4, StackMemory.ALIGNED);
        // For the rare case, at the price of a store; gcc would save a register of the caller's for it.
        Atomics.storeRelaxed(kept, fd);
        long got = NextLibc.recvmsg(fd, message.toAddress(), flags);
        if (got >= 0 && Branches.unlikely(message.msg_controllen != 0)) {
            return ControlMessages.rewrite(Atomics.loadRelaxed(kept), message, got);
        }
        return got;
    }

    /** {@code int recvmmsg(int, struct mmsghdr *, unsigned, int, struct timespec *)}: the same for every message. */
    @Export(name = "lkos_recvmmsg")
    static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        int got = NextLibc.recvmmsg(fd, messages, count, flags, timeout);
        if (got > 0 && Branches.unlikely(ControlMessages.any(messages, got))) {
            return ControlMessages.rewriteAll(fd, messages, got);
        }
        return got;
    }
}
