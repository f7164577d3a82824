// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.epollsets;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Dirent;
import org.lkos.posix.Dirent.dirent64;
import org.lkos.posix.Fcntl;
import org.lkos.posix.SysStat.stat;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The file that a member is: by the descriptor that was added, as a rule. That one may be closed while the file is open by
 * another, and still bring events; or it may be another file by now.
 */
@Unmanaged
public final class MemberFile {
    private static final int CHUNK = 2048;

    private MemberFile() {}

    /** Finds the descriptor to reach the file by; false if this process has none. */
    public static boolean find(SetMember member) {
        if (is(member, member.fd)) {
            return true;
        }
        member.fd = is(member, member.added) ? member.added : search(member);
        return member.fd >= 0;
    }

    private static boolean is(SetMember member, int fd) {
        stat file = StackMemory.allocate(stat.SIZE, StackMemory.ALIGNED).toStructure();
        long failed = fd < 0 ? -1 : SysSyscall.fstat(fd, file.toAddress());
        return failed == 0 && file.st_ino == member.inode && file.st_dev == member.device;
    }

    /** Looks at every descriptor of the process; -1 if it is none of them. */
    private static int search(SetMember member) {
        int folder = (int) SysSyscall.openat(Fcntl.AT_FDCWD, descriptorsPath(), Fcntl.O_RDONLY | Fcntl.O_CLOEXEC);
        if (folder < 0) {
            return -1;
        }
        Address entries = StackMemory.allocate(CHUNK, StackMemory.ALIGNED);
        int found = -1;
        long got = Dirent.getdents64(folder, entries, CHUNK);
        while (got > 0 && found < 0) {
            found = searchEntries(member, entries, got);
            got = found < 0 ? Dirent.getdents64(folder, entries, CHUNK) : 0;
        }
        long closed = SysSyscall.close(folder);
        return found;
    }

    private static int searchEntries(SetMember member, Address entries, long size) {
        long at = 0;
        while (at < size) {
            dirent64 entry = entries.add(at).toStructure();
            int fd = number(entry.toAddress().add(dirent64.NAME));
            if (is(member, fd)) {
                return fd;
            }
            at += entry.d_reclen & 0xffff;
        }
        return -1;
    }

    /** -1 for what is no number. */
    private static int number(Address name) {
        int number = 0;
        Address at = name;
        byte character = at.getByte();
        while (character != 0) {
            if (character < '0' || character > '9') {
                return -1;
            }
            number = number * 10 + character - '0';
            at = at.add(1);
            character = at.getByte();
        }
        return number;
    }

    @Import(name = "\"/proc/thread-self/fd\"")
    @Variable
    private static native Address descriptorsPath();
}
