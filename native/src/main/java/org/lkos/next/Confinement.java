// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.Fcntl;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * Whether a seccomp filter may be in force: one that allows what the application calls may kill for anything else. From
 * then on a call of the application's is followed by no system call of another kind. A filter of the process's own is
 * noticed when it is installed; one it was started under is looked up once, by calls without which nothing is loaded.
 */
@Unmanaged
@StaticInit
public final class Confinement {
    private static final int UNKNOWN = 0;
    private static final int NONE = 1;
    private static final int BEGUN = 2;

    /** More than there is in front of the line we look for. */
    private static final int STATUS = 4096;

    private static int state;

    private Confinement() {}

    public static void begin() {
        state = BEGUN;
    }

    public static boolean isBegun() {
        if (state == UNKNOWN) {
            int savedErrno = Errno.get();
            state = wasInherited() ? BEGUN : NONE;
            Errno.set(savedErrno);
        }
        return state == BEGUN;
    }

    private static boolean wasInherited() {
        int fd = (int) SysSyscall.openat(Fcntl.AT_FDCWD, statusPath(), Fcntl.O_RDONLY | Fcntl.O_CLOEXEC);
        if (fd < 0) {
            return false;
        }
        Address text = StackMemory.allocate(STATUS, StackMemory.ALIGNED);
        long length = SysSyscall.read(fd, text, STATUS - 1);
        long closed = SysSyscall.close(fd);
        return length > 0 && saysConfined(text, length);
    }

    private static boolean saysConfined(Address text, long length) {
        Address key = seccompKey();
        long matched = 0;
        for (long at = 0; at < length; at++) {
            byte character = text.add(at).getByte();
            if (key.add(matched).getByte() == 0) {
                return character != '0';
            }
            matched = character == key.add(matched).getByte() ? matched + 1 : 0;
        }
        return false;
    }

    @Import(name = "\"/proc/self/status\"")
    @Variable
    private static native Address statusPath();

    @Import(name = "\"Seccomp:\t\"")
    @Variable
    private static native Address seccompKey();
}
