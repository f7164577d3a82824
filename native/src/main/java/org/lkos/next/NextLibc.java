// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.posix.Dlfcn;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The functions we stand in front of. Each is called through a cell that starts out with a function of ours, which binds
 * them all and calls again; so a call that comes before our constructor finds them too, and none pays for a check. A
 * libc that lacks one gives {@code ENOSYS} for that call and keeps the rest.
 */
@Unmanaged
@StaticInit
public final class NextLibc {
    private NextLibc() {}

    /** Safe to run twice, or in two threads at once: each finds the same functions. */
    public static void bind() {
        int savedErrno = Errno.get();
        setsockoptCell().putAddress(find(setsockoptName()));
        getsockoptCell().putAddress(find(getsockoptName()));
        recvmsgCell().putAddress(find(recvmsgName()));
        recvmmsgCell().putAddress(find(recvmmsgName()));
        Errno.set(savedErrno);
    }

    public static int setsockopt(int fd, int level, int optname, Address optval, int optlen) {
        return asSetsockopt(setsockoptCell().getAddress()).call(fd, level, optname, optval, optlen);
    }

    public static int getsockopt(int fd, int level, int optname, Address optval, Address optlen) {
        return asGetsockopt(getsockoptCell().getAddress()).call(fd, level, optname, optval, optlen);
    }

    public static long recvmsg(int fd, Address message, int flags) {
        return asRecvmsg(recvmsgCell().getAddress()).call(fd, message, flags);
    }

    public static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        return asRecvmmsg(recvmmsgCell().getAddress()).call(fd, messages, count, flags, timeout);
    }

    private static Address find(Address name) {
        Address found = Dlfcn.dlsym(Dlfcn.RTLD_NEXT(), name);
        if (found == null) {
            Dlfcn.forgetError();
            return asAddress(Function.get(Missing.class, NextLibc.class, "missing"));
        }
        return found;
    }

    static long missing() {
        return Errno.fail(Errno.ENOSYS);
    }

    @Export(name = "entry_unbound_setsockopt")
    static int unboundSetsockopt(int fd, int level, int optname, Address optval, int optlen) {
        bind();
        return setsockopt(fd, level, optname, optval, optlen);
    }

    @Export(name = "entry_unbound_getsockopt")
    static int unboundGetsockopt(int fd, int level, int optname, Address optval, Address optlen) {
        bind();
        return getsockopt(fd, level, optname, optval, optlen);
    }

    @Export(name = "entry_unbound_recvmsg")
    static long unboundRecvmsg(int fd, Address message, int flags) {
        bind();
        return recvmsg(fd, message, flags);
    }

    @Export(name = "entry_unbound_recvmmsg")
    static int unboundRecvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        bind();
        return recvmmsg(fd, messages, count, flags, timeout);
    }

    @NoSideEffects
    private static Address setsockoptCell() {
        return setsockoptStatic();
    }

    @NoSideEffects
    private static Address getsockoptCell() {
        return getsockoptStatic();
    }

    @NoSideEffects
    private static Address recvmsgCell() {
        return recvmsgStatic();
    }

    @NoSideEffects
    private static Address recvmmsgCell() {
        return recvmmsgStatic();
    }

    @Import(name = "({ static void *next = (void *) entry_unbound_setsockopt; (void *) &next; })")
    @Variable
    private static native Address setsockoptStatic();

    @Import(name = "\"setsockopt\"")
    @Variable
    private static native Address setsockoptName();

    @Import(name = "")
    private static native Setsockopt asSetsockopt(Address symbol);

    @Import(name = "({ static void *next = (void *) entry_unbound_getsockopt; (void *) &next; })")
    @Variable
    private static native Address getsockoptStatic();

    @Import(name = "\"getsockopt\"")
    @Variable
    private static native Address getsockoptName();

    @Import(name = "")
    private static native Getsockopt asGetsockopt(Address symbol);

    @Import(name = "({ static void *next = (void *) entry_unbound_recvmsg; (void *) &next; })")
    @Variable
    private static native Address recvmsgStatic();

    @Import(name = "\"recvmsg\"")
    @Variable
    private static native Address recvmsgName();

    @Import(name = "")
    private static native Recvmsg asRecvmsg(Address symbol);

    @Import(name = "({ static void *next = (void *) entry_unbound_recvmmsg; (void *) &next; })")
    @Variable
    private static native Address recvmmsgStatic();

    @Import(name = "\"recvmmsg\"")
    @Variable
    private static native Address recvmmsgName();

    @Import(name = "")
    private static native Recvmmsg asRecvmmsg(Address symbol);

    @Import(name = "")
    private static native Address asAddress(Missing function);

    abstract static class Missing extends Function {
        abstract long call();
    }

    abstract static class Setsockopt extends Function {
        abstract int call(int fd, int level, int optname, Address optval, int optlen);
    }

    abstract static class Getsockopt extends Function {
        abstract int call(int fd, int level, int optname, Address optval, Address optlen);
    }

    abstract static class Recvmsg extends Function {
        abstract long call(int fd, Address message, int flags);
    }

    abstract static class Recvmmsg extends Function {
        abstract int call(int fd, Address messages, int count, int flags, Address timeout);
    }
}
