// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

@Unmanaged
@Include("errno.h")
final class Literals {
    static final int ANSWER = 42;
    static final long WIDE = 1L << 40;

    private Literals() {}

    @NoSideEffects
    static Address name() {
        return nameLiteral();
    }

    @NoSideEffects
    static int again() {
        return eagain();
    }

    static int both() {
        return again() | again();
    }

    static Address first(Address other) {
        return choose(name(), other);
    }

    static Address choose(Address first, Address second) {
        return first == null ? second : first;
    }

    static int apart() {
        int first = eagain();
        int second = eagain();
        return first | second;
    }

    @Import(name = "\"name\"")
    @Variable
    private static native Address nameLiteral();

    @Import(name = "EAGAIN")
    @Variable
    private static native int eagain();
}
