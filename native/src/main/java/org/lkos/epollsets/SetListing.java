// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.epollsets;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.Fcntl;
import org.lkos.posix.SysEpoll;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The kernel's list of an epoll set's members, a line for each:
 *
 * <pre>
 * tfd:        7 events:       19 data:     7fffe0000010  pos:0 ino:2741c7 sdev:9
 * </pre>
 *
 * The numbers behind the first and the fourth colon are decimal, the others hexadecimal.
 */
@Unmanaged
final class SetListing {
    private static final int CHUNK = 4096;
    private static final int LINE = 256;
    private static final int PATH = 64;
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    private SetListing() {}

    /** Adds the members of {@code epfd}'s set; 0, or a negative errno, which is -ENOSPC if there is no room. */
    static int list(int epfd, EpollSet set) {
        Address path = StackMemory.allocate(PATH, StackMemory.ALIGNED);
        long length = Bytes.length(folder());
        Bytes.copy(folder(), path, length);
        appendNumber(path.add(length), epfd);
        int fd = (int) SysSyscall.openat(Fcntl.AT_FDCWD, path, Fcntl.O_RDONLY | Fcntl.O_CLOEXEC);
        if (fd < 0) {
            return -Errno.get();
        }
        int status = read(fd, set);
        long closed = SysSyscall.close(fd);
        return status;
    }

    private static int read(int fd, EpollSet set) {
        Address chunk = StackMemory.allocate(CHUNK, StackMemory.ALIGNED);
        Address line = StackMemory.allocate(LINE, StackMemory.ALIGNED);
        int length = 0;
        long got = SysSyscall.read(fd, chunk, CHUNK);
        while (got > 0) {
            for (long i = 0; i < got; i++) {
                byte character = chunk.add(i).getByte();
                if (character == '\n') {
                    line.add(length).putByte((byte) 0);
                    if (!add(line, set)) {
                        return -Errno.ENOSPC;
                    }
                    length = 0;
                } else if (length < LINE - 1) {
                    line.add(length).putByte(character);
                    length++;
                }
            }
            got = SysSyscall.read(fd, chunk, CHUNK);
        }
        return got < 0 ? -Errno.get() : 0;
    }

    /** Adds the member of a line, if it is a member's; false if there is no room. */
    private static boolean add(Address line, EpollSet set) {
        if (line.getByte() != 't') {
            return true;
        }
        if (set.count == set.capacity) {
            return false;
        }
        SetMember member = set.member(set.count);
        member.added = (int) number(line, 1, DECIMAL);
        member.interest = (int) number(line, 2, HEXADECIMAL);
        member.data = number(line, 3, HEXADECIMAL);
        member.inode = number(line, 5, HEXADECIMAL);
        member.device = userDevice(number(line, 6, HEXADECIMAL));
        member.fd = member.added;
        if ((member.interest & (SysEpoll.EPOLLET | SysEpoll.EPOLLONESHOT)) != 0) {
            set.edgeTriggered = 1;
        }
        set.count++;
        set.indexLast();
        return true;
    }

    /** The number behind the n-th colon, or 0. */
    private static long number(Address line, int colon, int base) {
        Address at = line;
        int left = colon;
        while (left > 0 && at.getByte() != 0) {
            left -= at.getByte() == ':' ? 1 : 0;
            at = at.add(1);
        }
        while (at.getByte() == ' ' || at.getByte() == '\t') {
            at = at.add(1);
        }
        long number = 0;
        int digit = digit(at.getByte());
        while (digit < base) {
            number = number * base + digit;
            at = at.add(1);
            digit = digit(at.getByte());
        }
        return number;
    }

    private static int digit(int character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        return character >= 'a' && character <= 'f' ? character - 'a' + DECIMAL : HEXADECIMAL;
    }

    /** The kernel's number of a device as fstat has it. */
    private static long userDevice(long device) {
        long minor = device & (1 << 20) - 1;
        long major = device >>> 20;
        return minor & 0xff | major << 8 | (minor & ~0xffL) << 12;
    }

    private static void appendNumber(Address end, int number) {
        int digits = 1;
        for (int rest = number / DECIMAL; rest > 0; rest /= DECIMAL) {
            digits++;
        }
        int rest = number;
        end.add(digits).putByte((byte) 0);
        for (int i = digits - 1; i >= 0; i--) {
            end.add(i).putByte((byte) ('0' + rest % DECIMAL));
            rest /= DECIMAL;
        }
    }

    /** Of the thread: its descriptors need not be those of the process. */
    @NoSideEffects
    private static Address folder() {
        return folderText();
    }

    @Import(name = "\"/proc/thread-self/fdinfo/\"")
    @Variable
    private static native Address folderText();
}
