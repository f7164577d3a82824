// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

@Unmanaged
@Include("unistd.h")
final class ForeignNumbers {
    @Include("string.h")
    @Import(name = "strlen")
    static native long strlen(Address text);

    @Import(name = "getuid")
    static native int getuid();

    @Import(name = "close")
    static native int close(int fd);

    static boolean compared(Address text, long limit) {
        return strlen(text) - limit < 0; // refused: strlen gives C's type
    }

    static boolean nobody() {
        return getuid() < 0; // refused: getuid gives C's type
    }

    static boolean failed(int fd) {
        return close(fd) == -1; // refused: close gives C's type
    }

    static int branched(int fd) {
        if (close(fd) != 0) { // refused: close gives C's type
            return 1;
        }
        return 0;
    }

    static int looped(int fd) {
        int turns = 0;
        while (close(fd) != 0) { // refused: close gives C's type
            turns++;
        }
        return turns;
    }

    static long widened() {
        return (long) getuid(); // refused: getuid gives C's type
    }

    static int narrowed() {
        return (byte) getuid(); // refused: getuid gives C's type
    }

    static int negated() {
        return -getuid(); // refused: getuid gives C's type
    }

    static int shifted() {
        return getuid() >> 4; // refused: getuid gives C's type
    }

    static int selected() {
        switch (getuid()) { // refused: getuid gives C's type
            case -1:
                return 1;
            default:
                return 2;
        }
    }

    static int passedOn() {
        return close(getuid()); // refused: getuid gives C's type
    }

    static Address added(Address memory) {
        return memory.add(getuid()); // refused: getuid gives C's type
    }

    static long chosen(boolean asked, Address text) {
        return (asked ? strlen(text) : 0) >> 1; // refused: strlen gives C's type
    }

    static int compareUnsigned(int limit) {
        return Integer.compareUnsigned(getuid(), limit); // refused: getuid gives C's type
    }
}
