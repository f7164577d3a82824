// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.buffers;

import org.lkos.posix.Stdlib;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** How many buffers the pool has: {@code EF_MAX_PACKETS}, with Onload's default and least value. */
@Unmanaged
final class PoolSize {
    static final int LEAST = 1024;

    private static final int DEFAULT = 32_768;

    /** 2 GiB; Onload's is what 32 bits hold. */
    private static final int MOST = 1 << 20;

    private PoolSize() {}

    /** A multiple of {@code unit}. A program with more rights than its caller takes no orders from the environment. */
    static int read(int unit) {
        Address value = Stdlib.secure_getenv(variableName());
        int number = value == null ? DEFAULT : parse(value);
        int bounded = number < LEAST ? LEAST : number;
        return (bounded + unit - 1) / unit * unit;
    }

    /** A decimal number and nothing else, or the default. */
    private static int parse(Address text) {
        int number = 0;
        int at = 0;
        while (text.add(at).getByte() != 0) {
            int digit = text.add(at).getByte() - '0';
            if (digit < 0 || digit > 9) {
                return DEFAULT;
            }
            number = number * 10 + digit;
            number = number > MOST ? MOST : number;
            at++;
        }
        return at == 0 ? DEFAULT : number;
    }

    @Import(name = "\"EF_MAX_PACKETS\"")
    @Variable
    private static native Address variableName();
}
