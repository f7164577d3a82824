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

/** The receive calls that only the emulating library stands in front of, as the library behind us has them. */
@Unmanaged
@StaticInit
public final class NextReceives {
    private NextReceives() {}

    static void bind(SymbolTable object) {
        recvCell().bind(object);
        recvChkCell().bind(object);
        recvfromCell().bind(object);
        recvfromChkCell().bind(object);
    }

    /** Whether these were found; where they are, all are. */
    static boolean isBound() {
        return recvCell().bound != 0;
    }

    static void bindMissing(Address missing) {
        recvCell().bindMissing(missing);
        recvChkCell().bindMissing(missing);
        recvfromCell().bindMissing(missing);
        recvfromChkCell().bindMissing(missing);
    }

    public static long recv(int fd, Address data, long size, int flags) {
        return asRecv(recvCell().function).call(fd, data, size, flags);
    }

    public static long __recv_chk(int fd, Address data, long size, long room, int flags) {
        return asRecvChk(recvChkCell().function).call(fd, data, size, room, flags);
    }

    public static long recvfrom(int fd, Address data, long size, int flags, Address address, Address length) {
        return asRecvfrom(recvfromCell().function).call(fd, data, size, flags, address, length);
    }

    public static long __recvfrom_chk(
            int fd, Address data, long size, long room, int flags, Address address, Address length) {
        return asRecvfromChk(recvfromChkCell().function).call(fd, data, size, room, flags, address, length);
    }

    @Export(name = "entry_unbound_recv")
    static long unboundRecv(int fd, Address data, long size, int flags) {
        NextSymbol.bindEmulated();
        return recv(fd, data, size, flags);
    }

    @Export(name = "entry_unbound___recv_chk")
    static long unboundRecvChk(int fd, Address data, long size, long room, int flags) {
        NextSymbol.bindEmulated();
        return __recv_chk(fd, data, size, room, flags);
    }

    @Export(name = "entry_unbound_recvfrom")
    static long unboundRecvfrom(int fd, Address data, long size, int flags, Address address, Address length) {
        NextSymbol.bindEmulated();
        return recvfrom(fd, data, size, flags, address, length);
    }

    @Export(name = "entry_unbound___recvfrom_chk")
    static long unboundRecvfromChk(
            int fd, Address data, long size, long room, int flags, Address address, Address length) {
        NextSymbol.bindEmulated();
        return __recvfrom_chk(fd, data, size, room, flags, address, length);
    }

    @NoSideEffects
    private static Cell recvCell() {
        return recvStatic();
    }

    @NoSideEffects
    private static Cell recvChkCell() {
        return recvChkStatic();
    }

    @NoSideEffects
    private static Cell recvfromCell() {
        return recvfromStatic();
    }

    @NoSideEffects
    private static Cell recvfromChkCell() {
        return recvfromChkStatic();
    }

    @Import(name = "LKOS_NEXT(recv)")
    @Variable
    private static native Cell recvStatic();

    @Import(name = "")
    private static native Recv asRecv(Address symbol);

    @Import(name = "LKOS_NEXT(__recv_chk)")
    @Variable
    private static native Cell recvChkStatic();

    @Import(name = "")
    private static native RecvChk asRecvChk(Address symbol);

    @Import(name = "LKOS_NEXT(recvfrom)")
    @Variable
    private static native Cell recvfromStatic();

    @Import(name = "")
    private static native Recvfrom asRecvfrom(Address symbol);

    @Import(name = "LKOS_NEXT(__recvfrom_chk)")
    @Variable
    private static native Cell recvfromChkStatic();

    @Import(name = "")
    private static native RecvfromChk asRecvfromChk(Address symbol);

    abstract static class Recv extends Function {
        abstract long call(int fd, Address data, long size, int flags);
    }

    abstract static class RecvChk extends Function {
        abstract long call(int fd, Address data, long size, long room, int flags);
    }

    abstract static class Recvfrom extends Function {
        abstract long call(int fd, Address data, long size, int flags, Address address, Address length);
    }

    abstract static class RecvfromChk extends Function {
        abstract long call(int fd, Address data, long size, long room, int flags, Address address, Address length);
    }
}
