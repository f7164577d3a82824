// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stacks;

import org.lkos.next.Confinement;
import org.lkos.onload.OnloadExtensions;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * A stack's name with what its scope adds: {@code -t} and the thread, {@code -p} and the process, {@code -u} and the user.
 * The ids are asked for each time, so they are right after fork and setuid. 25 characters are kept.
 */
@Unmanaged
public final class ScopedName {
    /** With the NUL. */
    public static final int SIZE = 26;

    private ScopedName() {}

    static void write(Address target, StackName name) {
        Address text = name.text();
        int length = 0;
        while (text.add(length).getByte() != 0) {
            byte character = text.add(length).getByte();
            target.add(length).putByte(character);
            length++;
        }
        length = writeSuffix(target, length, name.scope);
        target.add(length).putByte((byte) 0);
    }

    private static int writeSuffix(Address target, int length, int scope) {
        if (Confinement.isBegun()) {
            return length;
        }
        switch (scope) {
            case OnloadExtensions.ONLOAD_SCOPE_THREAD:
                return writeId(target, length, 't', SysSyscall.gettid());
            case OnloadExtensions.ONLOAD_SCOPE_PROCESS:
                return writeId(target, length, 'p', SysSyscall.getpid());
            case OnloadExtensions.ONLOAD_SCOPE_USER:
                return writeId(target, length, 'u', SysSyscall.getuid());
            default:
                return length;
        }
    }

    private static int writeId(Address target, int length, int kind, int id) {
        target.add(length).putByte((byte) '-');
        target.add(length + 1).putByte((byte) kind);
        int at = length + 2;
        long rest = id & 0xffffffffL;
        long divisor = 1;
        while (rest / divisor >= 10) {
            divisor *= 10;
        }
        while (divisor > 0 && at < SIZE - 1) {
            long digit = rest / divisor % 10;
            target.add(at).putByte((byte) ('0' + digit));
            divisor /= 10;
            at++;
        }
        return at;
    }
}
