// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.provider;

import org.lkos.machine.Branches;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * One of Onload's functions as libonload_ext has it: where a call of it leads. The first call asks for the provider's
 * function and remembers it, or our own where there is none. Two threads that do so at once find the same.
 *
 * <p>All of Onload's functions take at most six arguments, numbers and addresses only. Our machines pass these in
 * registers, whatever their types and however many the callee looks at; so one shape of call serves all.
 */
@Unmanaged
public final class Provided extends Structure {
    Address function;
    Address own;
    Address name;

    public long call() {
        return call(0, 0, 0, 0, 0, 0);
    }

    public long call(long a) {
        return call(a, 0, 0, 0, 0, 0);
    }

    public long call(long a, long b) {
        return call(a, b, 0, 0, 0, 0);
    }

    public long call(long a, long b, long c) {
        return call(a, b, c, 0, 0, 0);
    }

    public long call(long a, long b, long c, long d) {
        return call(a, b, c, d, 0, 0);
    }

    public long call(long a, long b, long c, long d, long e) {
        return call(a, b, c, d, e, 0);
    }

    public long call(long a, long b, long c, long d, long e, long f) {
        Address target = Branches.unlikely(function == null) ? bind() : function;
        return asCall(target).call(a, b, c, d, e, f);
    }

    private Address bind() {
        int savedErrno = Errno.get();
        Address provided = provider(name);
        Address target = provided == null ? own : provided;
        function = target;
        Errno.set(savedErrno);
        return target;
    }

    @Import(name = "LKOS_PROVIDER")
    private static native Address provider(Address name);

    @Import(name = "")
    private static native Call asCall(Address function);

    abstract static class Call extends Function {
        abstract long call(long a, long b, long c, long d, long e, long f);
    }
}
