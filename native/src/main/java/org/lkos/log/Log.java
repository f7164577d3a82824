// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.log;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.Stdlib;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** What is written, a line per event; {@link LogDescriptor} is where it goes. */
@Unmanaged
@StaticInit
public final class Log {
    private Log() {}

    /** Reads {@code LKOS_LOG_FD} once; a program with more rights than its caller takes no orders from it. */
    public static void open() {
        Address value = Stdlib.secure_getenv(variableName());
        if (value != null) {
            LogDescriptor.open(parse(value));
        }
    }

    public static void close() {
        LogDescriptor.close();
    }

    public static boolean isOpen() {
        return LogDescriptor.isOpen();
    }

    public static void loaded(boolean emulating) {
        if (LogDescriptor.isOpen()) {
            Line line = Line.at(StackMemory.allocate(Line.SIZE, StackMemory.ALIGNED));
            line.text(emulating ? emulatingText() : loadedText());
            write(line);
        }
    }

    public static void notEmulated(Address function) {
        if (LogDescriptor.isOpen()) {
            Line line = Line.at(StackMemory.allocate(Line.SIZE, StackMemory.ALIGNED));
            line.text(function);
            line.text(notEmulatedText());
            write(line);
        }
    }

    public static void requestRewritten(int fd, int asked, int set) {
        if (LogDescriptor.isOpen()) {
            Line line = Line.at(StackMemory.allocate(Line.SIZE, StackMemory.ALIGNED));
            line.text(socketText());
            line.decimal(fd);
            line.text(askedText());
            line.hexadecimal(asked);
            line.text(setText());
            line.hexadecimal(set);
            write(line);
        }
    }

    private static void write(Line line) {
        int savedErrno = Errno.get();
        line.end();
        LogDescriptor.write(line);
        Errno.set(savedErrno);
    }

    /** A decimal number and nothing else, or -1. */
    private static int parse(Address text) {
        int number = 0;
        int at = 0;
        while (text.add(at).getByte() != 0) {
            int digit = text.add(at).getByte() - '0';
            if (digit < 0 || digit > 9 || number > 99_999_999) {
                return -1;
            }
            number = number * 10 + digit;
            at++;
        }
        return at == 0 ? -1 : number;
    }

    @Import(name = "\"LKOS_LOG_FD\"")
    @Variable
    private static native Address variableName();

    @Import(name = "\"loaded, stub mode\"")
    @Variable
    private static native Address loadedText();

    @Import(name = "\"loaded, emulating Onload\"")
    @Variable
    private static native Address emulatingText();

    @Import(name = "\" is not emulated\"")
    @Variable
    private static native Address notEmulatedText();

    @Import(name = "\"socket \"")
    @Variable
    private static native Address socketText();

    @Import(name = "\": SO_TIMESTAMPING \"")
    @Variable
    private static native Address askedText();

    @Import(name = "\" rewritten to \"")
    @Variable
    private static native Address setText();
}
