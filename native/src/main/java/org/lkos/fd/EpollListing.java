// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.fd;

import org.lkos.machine.Bytes;
import org.lkos.posix.Errno;
import org.lkos.posix.Fcntl;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The kernel's list of an epoll set's members, read line by line:
 *
 * <pre>
 * tfd:        7 events:       19 data:     7fffe0000010  pos:0 ino:2741c7 sdev:9
 * </pre>
 *
 * The numbers behind the first and the fourth colon are decimal, the others hexadecimal. Of a descriptor that is no epoll
 * set there is a list without members. Room for one is 4400 bytes on the stack.
 */
@Unmanaged
public final class EpollListing extends Structure {
    public static final int SIZE = 4400;

    private static final int CHUNK = 4096;
    private static final int LINE = 248;
    private static final int CHUNK_PLACE = 48;
    private static final int LINE_PLACE = CHUNK_PLACE + CHUNK;
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    /** The application's own. */
    public long data;

    /** Of the file that was added, as fstat has it. */
    public long inode;

    public long device;

    /** The descriptor that was added. */
    public int added;

    public int interest;

    private int list;
    private int length;
    private int at;

    /** 0, or the negative errno with which reading failed. */
    public int status;

    /** Begins the list of a descriptor: 0, or a negative errno. */
    public int open(int epfd) {
        // What a line of the list has room for is enough for its name.
        Address path = line();
        long end = Bytes.length(folder());
        Bytes.copy(folder(), path, end);
        appendNumber(path.add(end), epfd);
        list = (int) SysSyscall.openat(Fcntl.AT_FDCWD, path, Fcntl.O_RDONLY | Fcntl.O_CLOEXEC);
        length = 0;
        at = 0;
        status = list < 0 ? -Errno.get() : 0;
        return status;
    }

    public void close() {
        long closed = SysSyscall.close(list);
    }

    /** The next member; false behind the last one. */
    public boolean next() {
        while (nextLine()) {
            if (line().getByte() == 't') {
                added = (int) number(1, DECIMAL);
                interest = (int) number(2, HEXADECIMAL);
                data = number(3, HEXADECIMAL);
                inode = number(5, HEXADECIMAL);
                device = userDevice(number(6, HEXADECIMAL));
                return true;
            }
        }
        return false;
    }

    /** What is longer than any line of a member is cut off. */
    private boolean nextLine() {
        int size = 0;
        while (hasMore()) {
            byte character = toAddress().add(CHUNK_PLACE + at).getByte();
            at++;
            if (character == '\n') {
                line().add(size).putByte((byte) 0);
                return true;
            }
            line().add(size).putByte(character);
            size = size < LINE - 1 ? size + 1 : size;
        }
        return false;
    }

    private boolean hasMore() {
        if (at == length) {
            long got = SysSyscall.read(list, toAddress().add(CHUNK_PLACE), CHUNK);
            status = got < 0 ? -Errno.get() : 0;
            length = got < 0 ? 0 : (int) got;
            at = 0;
        }
        return at < length;
    }

    /** The number behind the n-th colon, or 0. */
    private long number(int colon, int base) {
        Address place = line();
        int left = colon;
        while (left > 0 && place.getByte() != 0) {
            left -= place.getByte() == ':' ? 1 : 0;
            place = place.add(1);
        }
        while (place.getByte() == ' ' || place.getByte() == '\t') {
            place = place.add(1);
        }
        long number = 0;
        int digit = digit(place.getByte());
        while (digit < base) {
            number = number * base + digit;
            place = place.add(1);
            digit = digit(place.getByte());
        }
        return number;
    }

    private Address line() {
        return toAddress().add(LINE_PLACE);
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
