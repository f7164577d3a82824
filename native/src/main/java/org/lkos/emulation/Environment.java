// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.emulation;

import org.lkos.posix.Stdlib;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** Onload's settings as the environment has them: {@code EF_*}. With {@code EF_LOAD_ENV=0} it has none. */
@Unmanaged
public final class Environment {
    private static final int HEXADECIMAL = 16;

    private Environment() {}

    /** The text of a setting, or null. */
    public static Address text(Address name) {
        Address loaded = Stdlib.secure_getenv(loadName());
        boolean ignored = loaded != null && number(loaded, 1) == 0;
        return ignored ? Address.fromLong(0) : Stdlib.secure_getenv(name);
    }

    /** The number that a setting has, or {@code otherwise} where it has none. */
    public static long setting(Address name, long otherwise) {
        Address text = text(name);
        return text == null ? otherwise : number(text, otherwise);
    }

    /** The number that a text begins with, decimal or after 0x hexadecimal, or {@code otherwise}. */
    public static long number(Address text, long otherwise) {
        boolean negative = text.getByte() == '-';
        Address first = negative ? text.add(1) : text;
        boolean hexadecimal = first.getByte() == '0' && (first.add(1).getByte() | 0x20) == 'x';
        int base = hexadecimal ? HEXADECIMAL : 10;
        Address at = hexadecimal ? first.add(2) : first;
        Address start = at;
        long number = 0;
        int digit = digit(at.getByte());
        while (digit >= 0 && digit < base && number < 1L << 56) {
            number = number * base + digit;
            at = at.add(1);
            digit = digit(at.getByte());
        }
        if (at == start) {
            return otherwise;
        }
        return negative ? -number : number;
    }

    private static int digit(int character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        int letter = (character | 0x20) - 'a';
        return letter >= 0 && letter < 6 ? letter + 10 : -1;
    }

    @Import(name = "\"EF_LOAD_ENV\"")
    @Variable
    private static native Address loadName();
}
