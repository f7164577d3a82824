// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.machine;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** Short runs of bytes; C's {@code memcpy} would be one more symbol to bind at load. */
@Unmanaged
public final class Bytes {
    private Bytes() {}

    /** Copies 16 bytes, in two instructions. */
    public static void copySixteen(Address source, Address target) {
        Address copied = copyConstant(target, source, 16);
    }

    /** Zeroes 16 bytes, in two instructions. */
    public static void zeroSixteen(Address target) {
        Address filled = fillConstant(target, 0, 16);
    }

    /** Copies runs of any length that do not overlap, 16 bytes at a time. */
    public static void copyApart(Address source, Address target, long size) {
        long at = 0;
        for (; at + 16 <= size; at += 16) {
            copySixteen(source.add(at), target.add(at));
        }
        copy(source.add(at), target.add(at), size - at);
    }

    /** Copies forward, byte by byte: the target may overlap its source from below. */
    public static void copy(Address source, Address target, long size) {
        for (long i = 0; i < size; i++) {
            target.add(i).putByte(source.add(i).getByte());
        }
    }

    /** Zeroes some words of 8 bytes. */
    public static void zero(Address target, long size) {
        for (long i = 0; i < size; i += 8) {
            target.add(i).putLong(0);
        }
    }

    /** The length of a text of C's. */
    public static long length(Address text) {
        long length = 0;
        while (text.add(length).getByte() != 0) {
            length++;
        }
        return length;
    }
    /** Whether two texts of C's are the same. */
    public static boolean areSameText(Address a, Address b) {
        long at = 0;
        while (a.add(at).getByte() == b.add(at).getByte()) {
            if (a.add(at).getByte() == 0) {
                return true;
            }
            at++;
        }
        return false;
    }

    @Import(name = "__builtin_memcpy")
    private static native Address copyConstant(Address target, Address source, long size);

    @Import(name = "__builtin_memset")
    private static native Address fillConstant(Address target, int value, long size);
}
