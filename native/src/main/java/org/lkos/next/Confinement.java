// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.log.Log;
import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.Fcntl;
import org.lkos.posix.SysPrctl;
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
    /** The modes are this and, below it, SECCOMP_SET_MODE_STRICT. */
    private static final long SECCOMP_SET_MODE_FILTER = 1;

    private static final int UNKNOWN = 0;
    private static final int NONE = 1;
    private static final int BEGUN = 2;

    private static final int CHUNK = 1024;

    private static int state;

    private Confinement() {}

    /** From here on nothing is logged either: that, too, takes system calls of ours. */
    private static void begin() {
        state = BEGUN;
        Log.close();
    }

    /** Whether a system call, by its number and first argument, sets a filter. */
    public static boolean installs(long number, long first) {
        boolean bySeccomp =
                number == SysSyscall.SYS_seccomp() && Long.compareUnsigned(first, SECCOMP_SET_MODE_FILTER) <= 0;
        return bySeccomp || number == SysSyscall.SYS_prctl() && first == SysPrctl.PR_SET_SECCOMP;
    }

    /** After a call that sets a filter gave {@code result}, which is passed on. */
    public static long afterSeccomp(long result) {
        if (result >= 0) {
            begin();
        }
        return result;
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
        boolean confined = saysConfined(fd);
        long closed = SysSyscall.close(fd);
        return confined;
    }

    /** Reads on until the line is there, however many groups the lines before it list. */
    private static boolean saysConfined(int fd) {
        Address text = StackMemory.allocate(CHUNK, StackMemory.ALIGNED);
        Address key = seccompKey();
        long matched = 0;
        long length = SysSyscall.read(fd, text, CHUNK);
        while (length > 0) {
            for (long at = 0; at < length; at++) {
                byte character = text.add(at).getByte();
                if (key.add(matched).getByte() == 0) {
                    return character != '0';
                }
                matched = character == key.add(matched).getByte() ? matched + 1 : 0;
            }
            length = SysSyscall.read(fd, text, CHUNK);
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
