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

    static void bind(SymbolTable object) {
        socketCell().bind(object);
        setsockoptCell().bind(object);
        getsockoptCell().bind(object);
        connectCell().bind(object);
        acceptCell().bind(object);
        accept4Cell().bind(object);
        recvmsgCell().bind(object);
        recvmmsgCell().bind(object);
        sendCell().bind(object);
        sendtoCell().bind(object);
        sendmsgCell().bind(object);
        sendmmsgCell().bind(object);
    }

    static boolean areAllBound() {
        int all = socketCell().bound
                & setsockoptCell().bound
                & getsockoptCell().bound
                & connectCell().bound
                & acceptCell().bound
                & accept4Cell().bound
                & recvmsgCell().bound
                & recvmmsgCell().bound
                & sendCell().bound
                & sendtoCell().bound
                & sendmsgCell().bound
                & sendmmsgCell().bound;
        return all != 0;
    }

    static void bindMissing(Address missing) {
        socketCell().bindMissing(missing);
        setsockoptCell().bindMissing(missing);
        getsockoptCell().bindMissing(missing);
        connectCell().bindMissing(missing);
        acceptCell().bindMissing(missing);
        accept4Cell().bindMissing(missing);
        recvmsgCell().bindMissing(missing);
        recvmmsgCell().bindMissing(missing);
        sendCell().bindMissing(missing);
        sendtoCell().bindMissing(missing);
        sendmsgCell().bindMissing(missing);
        sendmmsgCell().bindMissing(missing);
    }

    public static int socket(int domain, int type, int protocol) {
        return asSocket(socketCell().function).call(domain, type, protocol);
    }

    public static int setsockopt(int fd, int level, int optname, Address optval, int optlen) {
        return asSetsockopt(setsockoptCell().function).call(fd, level, optname, optval, optlen);
    }

    public static int getsockopt(int fd, int level, int optname, Address optval, Address optlen) {
        return asGetsockopt(getsockoptCell().function).call(fd, level, optname, optval, optlen);
    }

    public static int connect(int fd, Address address, int length) {
        return asConnect(connectCell().function).call(fd, address, length);
    }

    public static int accept(int fd, Address address, Address length) {
        return asAccept(acceptCell().function).call(fd, address, length);
    }

    public static int accept4(int fd, Address address, Address length, int flags) {
        return asAccept4(accept4Cell().function).call(fd, address, length, flags);
    }

    public static long recvmsg(int fd, Address message, int flags) {
        return asRecvmsg(recvmsgCell().function).call(fd, message, flags);
    }

    public static int recvmmsg(int fd, Address messages, int count, int flags, Address timeout) {
        return asRecvmmsg(recvmmsgCell().function).call(fd, messages, count, flags, timeout);
    }

    public static long send(int fd, Address data, long size, int flags) {
        return asSend(sendCell().function).call(fd, data, size, flags);
    }

    public static long sendto(int fd, Address data, long size, int flags, Address address, int length) {
        return asSendto(sendtoCell().function).call(fd, data, size, flags, address, length);
    }

    public static long sendmsg(int fd, Address message, int flags) {
        return asSendmsg(sendmsgCell().function).call(fd, message, flags);
    }

    public static int sendmmsg(int fd, Address messages, int count, int flags) {
        return asSendmmsg(sendmmsgCell().function).call(fd, messages, count, flags);
    }

    @Export(name = "entry_unbound_socket")
    static int unboundSocket(int domain, int type, int protocol) {
        NextSymbol.bindAll();
        return socket(domain, type, protocol);
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

    @Export(name = "entry_unbound_connect")
    static int unboundConnect(int fd, Address address, int length) {
        NextSymbol.bindAll();
        return connect(fd, address, length);
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

    @Export(name = "entry_unbound_send")
    static long unboundSend(int fd, Address data, long size, int flags) {
        NextSymbol.bindAll();
        return send(fd, data, size, flags);
    }

    @Export(name = "entry_unbound_sendto")
    static long unboundSendto(int fd, Address data, long size, int flags, Address address, int length) {
        NextSymbol.bindAll();
        return sendto(fd, data, size, flags, address, length);
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
    private static Cell socketCell() {
        return socketStatic();
    }

    @NoSideEffects
    static Cell setsockoptCell() {
        return setsockoptStatic();
    }

    @NoSideEffects
    private static Cell getsockoptCell() {
        return getsockoptStatic();
    }

    @NoSideEffects
    private static Cell connectCell() {
        return connectStatic();
    }

    @NoSideEffects
    private static Cell acceptCell() {
        return acceptStatic();
    }

    @NoSideEffects
    private static Cell accept4Cell() {
        return accept4Static();
    }

    @NoSideEffects
    static Cell recvmsgCell() {
        return recvmsgStatic();
    }

    @NoSideEffects
    static Cell recvmmsgCell() {
        return recvmmsgStatic();
    }

    @NoSideEffects
    private static Cell sendCell() {
        return sendStatic();
    }

    @NoSideEffects
    private static Cell sendtoCell() {
        return sendtoStatic();
    }

    @NoSideEffects
    static Cell sendmsgCell() {
        return sendmsgStatic();
    }

    @NoSideEffects
    static Cell sendmmsgCell() {
        return sendmmsgStatic();
    }

    @Import(name = "LKOS_NEXT(socket)")
    @Variable
    private static native Cell socketStatic();

    @Import(name = "")
    private static native Socket asSocket(Address symbol);

    @Import(name = "LKOS_NEXT(setsockopt)")
    @Variable
    private static native Cell setsockoptStatic();

    @Import(name = "")
    static native Setsockopt asSetsockopt(Address symbol);

    @Import(name = "LKOS_NEXT(getsockopt)")
    @Variable
    private static native Cell getsockoptStatic();

    @Import(name = "")
    private static native Getsockopt asGetsockopt(Address symbol);

    @Import(name = "LKOS_NEXT(connect)")
    @Variable
    private static native Cell connectStatic();

    @Import(name = "")
    private static native Connect asConnect(Address symbol);

    @Import(name = "LKOS_NEXT(accept)")
    @Variable
    private static native Cell acceptStatic();

    @Import(name = "")
    private static native Accept asAccept(Address symbol);

    @Import(name = "LKOS_NEXT(accept4)")
    @Variable
    private static native Cell accept4Static();

    @Import(name = "")
    private static native Accept4 asAccept4(Address symbol);

    @Import(name = "LKOS_NEXT(recvmsg)")
    @Variable
    private static native Cell recvmsgStatic();

    @Import(name = "")
    static native Recvmsg asRecvmsg(Address symbol);

    @Import(name = "LKOS_NEXT(recvmmsg)")
    @Variable
    private static native Cell recvmmsgStatic();

    @Import(name = "")
    static native Recvmmsg asRecvmmsg(Address symbol);

    @Import(name = "LKOS_NEXT(send)")
    @Variable
    private static native Cell sendStatic();

    @Import(name = "")
    private static native Send asSend(Address symbol);

    @Import(name = "LKOS_NEXT(sendto)")
    @Variable
    private static native Cell sendtoStatic();

    @Import(name = "")
    private static native Sendto asSendto(Address symbol);

    @Import(name = "LKOS_NEXT(sendmsg)")
    @Variable
    private static native Cell sendmsgStatic();

    @Import(name = "")
    static native Sendmsg asSendmsg(Address symbol);

    @Import(name = "LKOS_NEXT(sendmmsg)")
    @Variable
    private static native Cell sendmmsgStatic();

    @Import(name = "")
    static native Sendmmsg asSendmmsg(Address symbol);

    abstract static class Socket extends Function {
        abstract int call(int domain, int type, int protocol);
    }

    abstract static class Setsockopt extends Function {
        abstract int call(int fd, int level, int optname, Address optval, int optlen);
    }

    abstract static class Getsockopt extends Function {
        abstract int call(int fd, int level, int optname, Address optval, Address optlen);
    }

    abstract static class Connect extends Function {
        abstract int call(int fd, Address address, int length);
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

    abstract static class Send extends Function {
        abstract long call(int fd, Address data, long size, int flags);
    }

    abstract static class Sendto extends Function {
        abstract long call(int fd, Address data, long size, int flags, Address address, int length);
    }

    abstract static class Sendmsg extends Function {
        abstract long call(int fd, Address message, int flags);
    }

    abstract static class Sendmmsg extends Function {
        abstract int call(int fd, Address messages, int count, int flags);
    }
}
