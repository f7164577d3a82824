// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The calls of {@code <sys/socket.h>} that we stand in front of, as the library behind us has them. */
@Unmanaged
@StaticInit
public final class NextSockets {
    private NextSockets() {}

    static void bind() {
        setsockoptCell().putAddress(NextSymbol.find(setsockoptName()));
        getsockoptCell().putAddress(NextSymbol.find(getsockoptName()));
        acceptCell().putAddress(NextSymbol.find(acceptName()));
        accept4Cell().putAddress(NextSymbol.find(accept4Name()));
        recvmsgCell().putAddress(NextSymbol.find(recvmsgName()));
        recvmmsgCell().putAddress(NextSymbol.find(recvmmsgName()));
        sendmsgCell().putAddress(NextSymbol.find(sendmsgName()));
        sendmmsgCell().putAddress(NextSymbol.find(sendmmsgName()));
    }

    public static int setsockopt(int fd, int level, int optname, Address optval, int optlen) {
        return asSetsockopt(setsockoptCell().getAddress()).call(fd, level, optname, optval, optlen);
    }

    public static int getsockopt(int fd, int level, int optname, Address optval, Address optlen) {
        return asGetsockopt(getsockoptCell().getAddress()).call(fd, level, optname, optval, optlen);
    }

    public static int accept(int fd, Address address, Address length) {
        return asAccept(acceptCell().getAddress()).call(fd, address, length);
    }

    public static int accept4(int fd, Address address, Address length, int flags) {
        return asAccept4(accept4Cell().getAddress()).call(fd, address, length, flags);
    }

    public static long recvmsg(int fd, Address message, int flags) {
        return asRecvmsg(recvmsgCell().getAddress()).call(fd, message, flags);
    }

    public static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        return asRecvmmsg(recvmmsgCell().getAddress()).call(fd, messages, count, flags, timeout);
    }

    public static long sendmsg(int fd, Address message, int flags) {
        return asSendmsg(sendmsgCell().getAddress()).call(fd, message, flags);
    }

    public static int sendmmsg(int fd, Address messages, int count, int flags) {
        return asSendmmsg(sendmmsgCell().getAddress()).call(fd, messages, count, flags);
    }

    @Export(name = "entry_unbound_setsockopt")
    static int unboundSetsockopt(int fd, int level, int optname, Address optval, int optlen) {
        NextSymbol.bindAll();
        return setsockopt(fd, level, optname, optval, optlen);
    }

    @Export(name = "entry_unbound_getsockopt")
    static int unboundGetsockopt(int fd, int level, int optname, Address optval, Address optlen) {
        NextSymbol.bindAll();
        return getsockopt(fd, level, optname, optval, optlen);
    }

    @Export(name = "entry_unbound_accept")
    static int unboundAccept(int fd, Address address, Address length) {
        NextSymbol.bindAll();
        return accept(fd, address, length);
    }

    @Export(name = "entry_unbound_accept4")
    static int unboundAccept4(int fd, Address address, Address length, int flags) {
        NextSymbol.bindAll();
        return accept4(fd, address, length, flags);
    }

    @Export(name = "entry_unbound_recvmsg")
    static long unboundRecvmsg(int fd, Address message, int flags) {
        NextSymbol.bindAll();
        return recvmsg(fd, message, flags);
    }

    @Export(name = "entry_unbound_recvmmsg")
    static int unboundRecvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        NextSymbol.bindAll();
        return recvmmsg(fd, messages, count, flags, timeout);
    }

    @Export(name = "entry_unbound_sendmsg")
    static long unboundSendmsg(int fd, Address message, int flags) {
        NextSymbol.bindAll();
        return sendmsg(fd, message, flags);
    }

    @Export(name = "entry_unbound_sendmmsg")
    static int unboundSendmmsg(int fd, Address messages, int count, int flags) {
        NextSymbol.bindAll();
        return sendmmsg(fd, messages, count, flags);
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
    private static Address acceptCell() {
        return acceptStatic();
    }

    @NoSideEffects
    private static Address accept4Cell() {
        return accept4Static();
    }

    @NoSideEffects
    private static Address recvmsgCell() {
        return recvmsgStatic();
    }

    @NoSideEffects
    private static Address recvmmsgCell() {
        return recvmmsgStatic();
    }

    @NoSideEffects
    private static Address sendmsgCell() {
        return sendmsgStatic();
    }

    @NoSideEffects
    private static Address sendmmsgCell() {
        return sendmmsgStatic();
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

    @Import(name = "({ static void *next = (void *) entry_unbound_accept; (void *) &next; })")
    @Variable
    private static native Address acceptStatic();

    @Import(name = "\"accept\"")
    @Variable
    private static native Address acceptName();

    @Import(name = "")
    private static native Accept asAccept(Address symbol);

    @Import(name = "({ static void *next = (void *) entry_unbound_accept4; (void *) &next; })")
    @Variable
    private static native Address accept4Static();

    @Import(name = "\"accept4\"")
    @Variable
    private static native Address accept4Name();

    @Import(name = "")
    private static native Accept4 asAccept4(Address symbol);

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

    @Import(name = "({ static void *next = (void *) entry_unbound_sendmsg; (void *) &next; })")
    @Variable
    private static native Address sendmsgStatic();

    @Import(name = "\"sendmsg\"")
    @Variable
    private static native Address sendmsgName();

    @Import(name = "")
    private static native Sendmsg asSendmsg(Address symbol);

    @Import(name = "({ static void *next = (void *) entry_unbound_sendmmsg; (void *) &next; })")
    @Variable
    private static native Address sendmmsgStatic();

    @Import(name = "\"sendmmsg\"")
    @Variable
    private static native Address sendmmsgName();

    @Import(name = "")
    private static native Sendmmsg asSendmmsg(Address symbol);

    abstract static class Setsockopt extends Function {
        abstract int call(int fd, int level, int optname, Address optval, int optlen);
    }

    abstract static class Getsockopt extends Function {
        abstract int call(int fd, int level, int optname, Address optval, Address optlen);
    }

    abstract static class Accept extends Function {
        abstract int call(int fd, Address address, Address length);
    }

    abstract static class Accept4 extends Function {
        abstract int call(int fd, Address address, Address length, int flags);
    }

    abstract static class Recvmsg extends Function {
        abstract long call(int fd, Address message, int flags);
    }

    abstract static class Recvmmsg extends Function {
        abstract int call(int fd, Address messages, int count, int flags, Address timeout);
    }

    abstract static class Sendmsg extends Function {
        abstract long call(int fd, Address message, int flags);
    }

    abstract static class Sendmmsg extends Function {
        abstract int call(int fd, Address messages, int count, int flags);
    }
}
