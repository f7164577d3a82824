// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.log;

import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** One line in the making, "lkos: " in front. What does not fit is cut off, the line end never. */
@Unmanaged
final class Line extends Structure {
    private static final int CAPACITY = 240;
    private static final int TEXT = 8;

    /** The struct, 8 bytes, and the text behind it. */
    static final int SIZE = TEXT + CAPACITY;

    int length;
    int pad0;

    static Line at(Address memory) {
        Line line = memory.toStructure();
        line.length = 0;
        line.character('l');
        line.character('k');
        line.character('o');
        line.character('s');
        line.character(':');
        line.character(' ');
        return line;
    }

    Address start() {
        return toAddress().add(TEXT);
    }

    void text(Address literal) {
        Address at = literal;
        while (at.getByte() != 0) {
            character(at.getByte());
            at = at.add(1);
        }
    }

    void decimal(int number) {
        if (number < 0) {
            character('-');
        }
        int divisor = 1_000_000_000;
        while (divisor > 1 && number / divisor == 0) {
            divisor /= 10;
        }
        while (divisor > 0) {
            int digit = number / divisor % 10;
            character('0' + (digit < 0 ? -digit : digit));
            divisor /= 10;
        }
    }

    void hexadecimal(int number) {
        character('0');
        character('x');
        int shift = 28;
        while (shift > 0 && number >>> (shift & 31) == 0) {
            shift -= 4;
        }
        while (shift >= 0) {
            int digit = number >>> (shift & 31) & 15;
            character(digit < 10 ? '0' + digit : 'a' + digit - 10);
            shift -= 4;
        }
    }

    void end() {
        put('\n');
    }

    private void character(int code) {
        if (length < CAPACITY - 1) {
            put(code);
        }
    }

    private void put(int code) {
        int at = length;
        start().add(at).putByte((byte) code);
        length = at + 1;
    }
}
