// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stacks;

import org.lkos.onload.OnloadExtensions;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * What {@code onload_set_stackname} was given, 24 bytes.
 *
 * <pre>
 *  0     1       2     4                     24
 * +-----+-------+-----+---------------------+
 * | who | scope | set | name, up to 16, NUL |
 * +-----+-------+-----+---------------------+
 * </pre>
 *
 * All zero means that nothing was given. The name of byte 1 stands for ONLOAD_DONT_ACCELERATE.
 */
@Unmanaged
public final class StackName extends Structure {
    public static final int SIZE = 24;

    /** The longest name. */
    static final int LONGEST = 16;

    private static final int TEXT = 4;
    private static final int KERNEL = 1;

    byte who;
    byte scope;
    byte set;
    byte pad0;

    /** The name, NUL-terminated. */
    Address text() {
        return toAddress().add(TEXT);
    }

    /** Whether sockets are to be the kernel's. */
    boolean isDontAccelerate() {
        return isReserved(text());
    }

    boolean isOfThisThread() {
        return set != 0 && who == OnloadExtensions.ONLOAD_THIS_THREAD;
    }

    /** Sets all; of a longer text the first 16 bytes, and null is ONLOAD_DONT_ACCELERATE. */
    void become(int newWho, int newScope, Address newText) {
        who = (byte) newWho;
        scope = (byte) newScope;
        Address to = text();
        int length = 0;
        if (newText == null) {
            to.putByte((byte) KERNEL);
            length = 1;
        }
        while (newText != null && length < LONGEST && newText.add(length).getByte() != 0) {
            byte character = newText.add(length).getByte();
            to.add(length).putByte(character);
            length++;
        }
        to.add(length).putByte((byte) 0);
        set = 1;
    }

    void copyFrom(Address other) {
        toAddress().putLong(other.getLong());
        toAddress().add(8).putLong(other.add(8).getLong());
        toAddress().add(16).putLong(other.add(16).getLong());
    }

    /** Whether a text is one that applications may not give as a name. */
    static boolean isReserved(Address text) {
        return text.getByte() == KERNEL;
    }
}
