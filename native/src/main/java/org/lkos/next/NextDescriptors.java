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

/** The calls that make or control descriptors and that we stand in front of, as the library behind us has them. */
@Unmanaged
@StaticInit
public final class NextDescriptors {
    private NextDescriptors() {}

    static void bind(SymbolTable object) {
        dupCell().bind(object);
        dup2Cell().bind(object);
        dup3Cell().bind(object);
        fcntlCell().bind(object);
        fcntl64Cell().bind(object);
        ioctlCell().bind(object);
    }

    static boolean areAllBound() {
        int all = dupCell().bound
                & dup2Cell().bound
                & dup3Cell().bound
                & fcntlCell().bound
                & fcntl64Cell().bound
                & ioctlCell().bound;
        return all != 0;
    }

    static void bindMissing(Address missing) {
        dupCell().bindMissing(missing);
        dup2Cell().bindMissing(missing);
        dup3Cell().bindMissing(missing);
        fcntlCell().bindMissing(missing);
        fcntl64Cell().bindMissing(missing);
        ioctlCell().bindMissing(missing);
    }

    public static int dup(int fd) {
        return asDup(dupCell().function).call(fd);
    }

    public static int dup2(int fd, int target) {
        return asDup2(dup2Cell().function).call(fd, target);
    }

    public static int dup3(int fd, int target, int flags) {
        return asDup3(dup3Cell().function).call(fd, target, flags);
    }

    public static int fcntl(int fd, int command, Address argument) {
        return asFcntl(fcntlCell().function).call(fd, command, argument);
    }

    public static int fcntl64(int fd, int command, Address argument) {
        return asFcntl64(fcntl64Cell().function).call(fd, command, argument);
    }

    public static int ioctl(int fd, long request, Address argument) {
        return asIoctl(ioctlCell().function).call(fd, request, argument);
    }

    @Export(name = "entry_unbound_dup")
    static int unboundDup(int fd) {
        NextSymbol.bindAll();
        return dup(fd);
    }

    @Export(name = "entry_unbound_dup2")
    static int unboundDup2(int fd, int target) {
        NextSymbol.bindAll();
        return dup2(fd, target);
    }

    @Export(name = "entry_unbound_dup3")
    static int unboundDup3(int fd, int target, int flags) {
        NextSymbol.bindAll();
        return dup3(fd, target, flags);
    }

    @Export(name = "entry_unbound_fcntl")
    static int unboundFcntl(int fd, int command, Address argument) {
        NextSymbol.bindAll();
        return fcntl(fd, command, argument);
    }

    @Export(name = "entry_unbound_fcntl64")
    static int unboundFcntl64(int fd, int command, Address argument) {
        NextSymbol.bindAll();
        return fcntl64(fd, command, argument);
    }

    @Export(name = "entry_unbound_ioctl")
    static int unboundIoctl(int fd, long request, Address argument) {
        NextSymbol.bindAll();
        return ioctl(fd, request, argument);
    }

    @NoSideEffects
    static Cell dupCell() {
        return dupStatic();
    }

    @NoSideEffects
    static Cell dup2Cell() {
        return dup2Static();
    }

    @NoSideEffects
    static Cell dup3Cell() {
        return dup3Static();
    }

    @NoSideEffects
    static Cell fcntlCell() {
        return fcntlStatic();
    }

    @NoSideEffects
    static Cell fcntl64Cell() {
        return fcntl64Static();
    }

    @NoSideEffects
    private static Cell ioctlCell() {
        return ioctlStatic();
    }

    @Import(name = "LKOS_NEXT(dup)")
    @Variable
    private static native Cell dupStatic();

    @Import(name = "")
    static native Dup asDup(Address symbol);

    @Import(name = "LKOS_NEXT(dup2)")
    @Variable
    private static native Cell dup2Static();

    @Import(name = "")
    static native Dup2 asDup2(Address symbol);

    @Import(name = "LKOS_NEXT(dup3)")
    @Variable
    private static native Cell dup3Static();

    @Import(name = "")
    static native Dup3 asDup3(Address symbol);

    @Import(name = "LKOS_NEXT(fcntl)")
    @Variable
    private static native Cell fcntlStatic();

    @Import(name = "")
    static native Fcntl asFcntl(Address symbol);

    @Import(name = "LKOS_NEXT(fcntl64)")
    @Variable
    private static native Cell fcntl64Static();

    @Import(name = "")
    static native Fcntl64 asFcntl64(Address symbol);

    @Import(name = "LKOS_NEXT(ioctl)")
    @Variable
    private static native Cell ioctlStatic();

    @Import(name = "")
    private static native Ioctl asIoctl(Address symbol);

    abstract static class Dup extends Function {
        abstract int call(int fd);
    }

    abstract static class Dup2 extends Function {
        abstract int call(int fd, int target);
    }

    abstract static class Dup3 extends Function {
        abstract int call(int fd, int target, int flags);
    }

    abstract static class Fcntl extends Function {
        abstract int call(int fd, int command, Address argument);
    }

    abstract static class Fcntl64 extends Function {
        abstract int call(int fd, int command, Address argument);
    }

    abstract static class Ioctl extends Function {
        abstract int call(int fd, long request, Address argument);
    }
}
