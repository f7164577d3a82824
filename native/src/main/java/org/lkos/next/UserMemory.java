// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Atomics;
import org.lkos.machine.StackMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.Link;
import org.lkos.posix.LinuxFutex;
import org.lkos.posix.Signal;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSyscall;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * Whether memory that an application names can be read or written. The kernel is asked by way of a socket option that no kernel
 * knows: it copies an int from the caller before it looks at the number, so what can be read is refused as an unknown
 * option, what cannot as a bad address, and nothing changes. False also where the descriptor is no socket, or of a kind
 * that cannot tell.
 */
@Unmanaged
public final class UserMemory {
    /** "LKOS". */
    private static final int UNKNOWN_OPTION = 0x4c4b4f53;

    /** No value of how to change a mask. */
    private static final int NO_MASKING = -1;

    private static final int WORD = 4;
    private static final int MASK = 8;
    private static final int PAGE = 4096;
    private static final int PAGE_SHIFT = 12;
    private static final int SEEN_PAGES = 64;
    private static final int PLACES = 16;

    /** How much of the stack above a door a message may be on. */
    private static final long STACK = 1L << 18;

    /** How far around this library the kernel maps what it is asked to map somewhere. */
    private static final long MAPPED = 1L << 40;

    private UserMemory() {}

    public static boolean isReadable(int fd, Address start, long size) {
        long page = start.toLong() & -PAGE;
        long end = start.toLong() + size;
        boolean readable = start != null && wordIsReadable(fd, start.toLong());
        for (page += PAGE; readable && page < end; page += PAGE) {
            readable = wordIsReadable(fd, page);
        }
        return readable;
    }

    /**
     * The same, without asking again for pages that stay: the caller's stack, and what the program was started with, its
     * data and its break. Mapped memory may go, and is asked for each time.
     */
    public static boolean isReadableAgain(int fd, Address start, long size) {
        long page = start.toLong() & -PAGE;
        long end = start.toLong() + size;
        // Empty entries of what was seen are 0.
        boolean readable = page != 0;
        for (; readable && page < end; page += PAGE) {
            readable = pageIsReadableAgain(fd, page, start.toLong() & -WORD);
        }
        return readable;
    }

    /** Whether the 4 bytes of a message that say its length can be written. They stay as they are. */
    public static boolean isWritableAgain(Address start) {
        return isByteWritableAgain(start) && isByteWritableAgain(start.add(WORD - 1));
    }

    /**
     * Whether memory of 4 bytes or more, up to a page, can be read and written; its ends may have been. Without asking
     * again for pages that stay.
     */
    public static boolean isOverwritable(int fd, Address start, int size) {
        boolean stays = stays(start.toLong() & -PAGE) && stays(start.toLong() + size - 1 & -PAGE);
        return stays ? isReadableAgain(fd, start, size) : isWritable(fd, start, size);
    }

    /**
     * Whether memory can be read, or could when its pages were last asked for: what a caller may rely on who would let a
     * bad pointer end the program, but rather not.
     */
    public static boolean wasReadable(int fd, Address start, long size) {
        long end = start.toLong() + size;
        boolean readable = Long.compareUnsigned(start.toLong(), PAGE) >= 0 && end - start.toLong() >= 0;
        for (long at = start.toLong() & -WORD; readable && at - end < 0; at = (at & -PAGE) + PAGE) {
            Address seen = readPages().add((at / PAGE & SEEN_PAGES - 1) * PLACES);
            long page = at & -PAGE;
            readable = isSeen(seen, page) || wordIsReadable(fd, at) && see(seen, page);
        }
        return readable;
    }

    /** The same of writing. Words of pages that were not asked for yet get a number of the kernel's. */
    public static boolean wasWritable(int fd, Address start, long size) {
        long end = start.toLong() + size;
        boolean writable = Long.compareUnsigned(start.toLong(), PAGE) >= 0 && end - start.toLong() >= 0;
        for (long at = start.toLong(); writable && at - end < 0; at = (at & -PAGE) + PAGE) {
            Address seen = writtenPages().add((at / PAGE & SEEN_PAGES - 1) * PLACES);
            long page = at & -PAGE;
            writable = isSeen(seen, page) || isWritable(fd, Address.fromLong(at), WORD) && see(seen, page);
        }
        return writable;
    }

    /**
     * Whether memory of up to a page can be read and written, or could when its pages were last asked for; asked without a
     * descriptor, and it stays as it is. A confined process does not ask.
     */
    public static boolean wasOverwritable(Address start, int size) {
        long first = start.toLong() & -PAGE;
        long last = start.toLong() + size - 1 & -PAGE;
        // Asked from where it begins: in front of it may be what nobody has the use of, a stack's unused part for one.
        return wasOverwritable(first, start.toLong() & -WORD) && (last == first || wasOverwritable(last, last));
    }

    private static boolean wasOverwritable(long page, long word) {
        Address seen = writtenPages().add((page >>> PAGE_SHIFT & SEEN_PAGES - 1) * PLACES);
        // Empty entries of what was seen are 0.
        return page != 0 && (isSeen(seen, page) || isOverwritableNow(word) && see(seen, page));
    }

    private static boolean isOverwritableNow(long word) {
        return Confinement.isBegun() || isWritableWord(Address.fromLong(word));
    }

    /** Two pages have each place: where a stack and a heap share one, neither is asked for by turns. */
    private static boolean isSeen(Address places, long page) {
        long last = Atomics.loadLongRelaxed(places);
        if (last == page) {
            return true;
        }
        long former = Atomics.loadLongRelaxed(places.add(8));
        return former == page;
    }

    private static boolean see(Address places, long page) {
        long last = Atomics.loadLongRelaxed(places);
        Atomics.storeLongRelaxed(places.add(8), last);
        Atomics.storeLongRelaxed(places, page);
        return true;
    }

    /** Whether some bytes, up to a page, can be written. They are, with a number of the kernel's. */
    public static boolean isWritable(int fd, Address start, int size) {
        int room = size < WORD ? size : WORD;
        return start != null
                && NextOptions.getInto(fd, SysSocket.SO_TYPE, start, room) == 0
                && NextOptions.getInto(fd, SysSocket.SO_TYPE, start.add(size - room), room) == 0;
    }

    /** Whether a byte can be written, without asking again for pages that stay. Constants stay, too, and cannot. */
    public static boolean isByteWritableAgain(Address start) {
        long page = start.toLong() & -PAGE;
        Address seen = writtenPages().add((page / PAGE & SEEN_PAGES - 1) * PLACES);
        boolean stays = stays(page);
        if (stays && (isOnStack(page) || isSeen(seen, page))) {
            return true;
        }
        boolean writable = isWritableWord(Address.fromLong(start.toLong() & -WORD));
        if (writable && stays) {
            boolean remembered = see(seen, page);
        }
        return writable;
    }

    /** Whether 4 aligned bytes can be written. They are, with nothing added to them. */
    static boolean isWritableWord(Address word) {
        Address other = StackMemory.allocate(WORD, StackMemory.ALIGNED);
        other.putInt(0);
        int operation = LinuxFutex.FUTEX_WAKE_OP | LinuxFutex.FUTEX_PRIVATE_FLAG;
        int savedErrno = Errno.get();
        long woken = SysSyscall.futex(other, operation, 0, 0, word, LinuxFutex.FUTEX_OP_ADD_NOTHING);
        Errno.set(savedErrno);
        return woken >= 0;
    }

    /** Whether 4 aligned bytes hold a value. In memory that cannot be read they hold none. */
    public static boolean holds(Address word, int value) {
        int operation = LinuxFutex.FUTEX_CMP_REQUEUE | LinuxFutex.FUTEX_PRIVATE_FLAG;
        int savedErrno = Errno.get();
        long woken = SysSyscall.futex(word, operation, 0, 0, word, value);
        boolean refused = woken < 0 && (Errno.get() == Errno.EAGAIN || Errno.get() == Errno.EFAULT);
        Errno.set(savedErrno);
        return !refused;
    }

    /**
     * Whether 8 bytes or more can be written, asked without a socket: the kernel writes the mask of blocked signals into
     * every page of them.
     */
    public static boolean canBeOverwritten(Address start, long size) {
        int savedErrno = Errno.get();
        long last = start.toLong() + size - MASK;
        long page = start.toLong() & -PAGE;
        boolean written = isWrittenTo(last);
        for (long at = start.toLong(); written && at < last; at = page) {
            written = isWrittenTo(at);
            page += PAGE;
        }
        Errno.set(savedErrno);
        return written;
    }

    private static boolean isWrittenTo(long address) {
        Address mask = Address.fromLong(address);
        return address != 0 && SysSyscall.rt_sigprocmask(0, Address.fromLong(0), mask, MASK) == 0;
    }

    /**
     * Whether memory can be read, for sockets whose options cannot tell (MPTCP): a mask of signals is read there before
     * the kernel refuses what is to be done with it.
     */
    public static boolean isReadableAsMask(Address start, long size) {
        long page = start.toLong() & -PAGE;
        long end = start.toLong() + size;
        boolean readable = true;
        int savedErrno = Errno.get();
        for (; readable && page < end; page += PAGE) {
            long done = SysSyscall.rt_sigprocmask(
                    NO_MASKING, Address.fromLong(page), Address.fromLong(0), Signal.SIGSET_SIZE);
            readable = done < 0 && Errno.get() == Errno.EINVAL;
        }
        Errno.set(savedErrno);
        return readable;
    }

    /** Whether even the address 0 can be read, which a process with the right to may have arranged. */
    public static boolean isNullReadable(int fd) {
        return wordIsReadable(fd, 0);
    }

    /** Asked, if it has to be, where {@code start} is in it: what lies before that may be nobody's. */
    private static boolean pageIsReadableAgain(int fd, long page, long start) {
        Address seen = seenPages().add((page / PAGE & SEEN_PAGES - 1) * 8);
        boolean stays = stays(page);
        long last = Atomics.loadLongRelaxed(seen);
        if (stays && last == page) {
            return true;
        }
        boolean readable = wordIsReadable(fd, start - page > 0 ? start : page);
        if (readable && stays) {
            Atomics.storeLongRelaxed(seen, page);
        }
        return readable;
    }

    private static boolean stays(long page) {
        long fromLibrary = page - Link.__ehdr_start().toLong();
        boolean mapped = fromLibrary < MAPPED && fromLibrary > -MAPPED;
        return !mapped || isOnStack(page);
    }

    private static boolean isOnStack(long page) {
        Address frame = StackMemory.allocate(WORD, StackMemory.ALIGNED);
        long aboveFrame = page + PAGE - frame.toLong();
        return aboveFrame > 0 && aboveFrame < STACK;
    }

    /** Looks at the aligned word that {@code address} is in, so never beyond its page. */
    private static boolean wordIsReadable(int fd, long address) {
        Address word = Address.fromLong(address & -WORD);
        return NextOptions.set(fd, UNKNOWN_OPTION, word, WORD) == -Errno.ENOPROTOOPT;
    }

    @NoSideEffects
    private static Address readPages() {
        return readPagesStatic();
    }

    @Import(name = "LKOS_TABLE(64 * 16)")
    @Variable
    private static native Address readPagesStatic();

    @NoSideEffects
    private static Address writtenPages() {
        return writtenPagesStatic();
    }

    @Import(name = "LKOS_TABLE(64 * 16)")
    @Variable
    private static native Address writtenPagesStatic();

    @NoSideEffects
    private static Address seenPages() {
        return seenPagesStatic();
    }

    @Import(name = "LKOS_TABLE(64 * 8)")
    @Variable
    private static native Address seenPagesStatic();
}
