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

/** The calls on the process itself that we stand in front of, as the library behind us has them. */
@Unmanaged
@StaticInit
public final class NextProcess {
    private NextProcess() {}

    static void bind(SymbolTable object) {
        prctlCell().bind(object);
        syscallCell().bind(object);
    }

    static boolean areAllBound() {
        int all = prctlCell().bound & syscallCell().bound;
        return all != 0;
    }

    /** Whether these were found; where they are, all are. */
    static boolean isBound() {
        return syscallCell().bound != 0;
    }

    static void bindMissing(Address missing) {
        prctlCell().bindMissing(missing);
        syscallCell().bindMissing(missing);
    }

    public static int prctl(int option, long a, long b, long c, long d) {
        return asPrctl(prctlCell().function).call(option, a, b, c, d);
    }

    public static long syscall(long number, long a, long b, long c, long d, long e, long f) {
        return asSyscall(syscallCell().function).call(number, a, b, c, d, e, f);
    }

    @Export(name = "entry_unbound_prctl")
    static int unboundPrctl(int option, long a, long b, long c, long d) {
        NextSymbol.bindAll();
        return prctl(option, a, b, c, d);
    }

    @Export(name = "entry_unbound_syscall")
    static long unboundSyscall(long number, long a, long b, long c, long d, long e, long f) {
        NextSymbol.bindAll();
        return syscall(number, a, b, c, d, e, f);
    }

    @NoSideEffects
    private static Cell prctlCell() {
        return prctlStatic();
    }

    @NoSideEffects
    private static Cell syscallCell() {
        return syscallStatic();
    }

    @Import(name = "LKOS_NEXT(prctl)")
    @Variable
    private static native Cell prctlStatic();

    @Import(name = "")
    private static native Prctl asPrctl(Address symbol);

    @Import(name = "LKOS_NEXT(syscall)")
    @Variable
    private static native Cell syscallStatic();

    @Import(name = "")
    private static native Syscall asSyscall(Address symbol);

    abstract static class Prctl extends Function {
        abstract int call(int option, long a, long b, long c, long d);
    }

    abstract static class Syscall extends Function {
        abstract long call(long number, long a, long b, long c, long d, long e, long f);
    }
}
