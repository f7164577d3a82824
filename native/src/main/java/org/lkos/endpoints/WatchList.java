// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.posix.Fcntl;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * What the kernel lists of an epoll set in {@code /proc/self/fdinfo}: a line {@code tfd: NUMBER ...} for each descriptor,
 * looked through byte by byte for one number.
 */
@Unmanaged
final class WatchList extends Structure {
    private static final int SIZE = 16;
    private static final int CHUNK = 1024;
    private static final int PATH = 40;

    /** How much of the key was seen. */
    int matched;

    /** The number behind it as far as it was read, or -1. */
    int number;

    int wanted;
    int pad0;

    /** Where there is no list to read, an open descriptor counts as a set that has it. */
    static boolean contains(int epfd, int fd) {
        Address path = StackMemory.allocate(PATH, StackMemory.ALIGNED);
        writePath(path, epfd);
        int list = (int) SysSyscall.openat(Fcntl.AT_FDCWD, path, Fcntl.O_RDONLY | Fcntl.O_CLOEXEC);
        if (list < 0) {
            Address status = StackMemory.allocate(256, StackMemory.ALIGNED);
            long failed = SysSyscall.fstat(epfd, status);
            return failed == 0;
        }
        boolean found = finds(list, fd);
        long closed = SysSyscall.close(list);
        return found;
    }

    private static boolean finds(int list, int fd) {
        WatchList scan = StackMemory.allocate(SIZE, StackMemory.ALIGNED).toStructure();
        Address text = StackMemory.allocate(CHUNK, StackMemory.ALIGNED);
        scan.matched = 0;
        scan.number = -1;
        scan.wanted = fd;
        long length = SysSyscall.read(list, text, CHUNK);
        while (length > 0) {
            for (long at = 0; at < length; at++) {
                if (scan.endsNumber(text.add(at).getByte())) {
                    return true;
                }
            }
            length = SysSyscall.read(list, text, CHUNK);
        }
        return false;
    }

    /** Takes the next character; whether the wanted number ends before it. */
    private boolean endsNumber(int character) {
        int expected = key().add(matched).getByte();
        if (expected != 0) {
            matched = character == expected ? matched + 1 : 0;
            return false;
        }
        if (character >= '0' && character <= '9') {
            number = (number < 0 ? 0 : number * 10) + character - '0';
            return false;
        }
        boolean ended = number >= 0;
        boolean found = number == wanted;
        matched = ended ? 0 : matched;
        number = -1;
        return ended && found;
    }

    private static void writePath(Address path, int number) {
        long length = Bytes.length(directory());
        Bytes.copy(directory(), path, length);
        int divisor = 1;
        while (number / divisor >= 10) {
            divisor *= 10;
        }
        while (divisor > 0) {
            int digit = number / divisor % 10;
            path.add(length).putByte((byte) ('0' + digit));
            length++;
            divisor /= 10;
        }
        path.add(length).putByte((byte) 0);
    }

    @Import(name = "\"/proc/self/fdinfo/\"")
    @Variable
    private static native Address directory();

    @Import(name = "\"tfd:\"")
    @Variable
    private static native Address key();
}
