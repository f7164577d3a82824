// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.log;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Poll;
import org.lkos.posix.Poll.pollfd;
import org.lkos.posix.Signal;
import org.lkos.posix.SysStat;
import org.lkos.posix.SysStat.stat;
import org.lkos.posix.Unistd;
import org.teavm.interop.Address;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * The descriptor lines go to. It belongs to whoever started the program, who may close it, and the number may then name
 * a file of the application's: so the file behind it is remembered, and looked at before every line.
 */
@Unmanaged
@StaticInit
final class LogDescriptor {
    private static boolean open;
    private static int descriptor;
    private static long device;
    private static long inode;

    private LogDescriptor() {}

    static boolean isOpen() {
        return open;
    }

    static void open(int fd) {
        stat file = StackMemory.allocate(stat.SIZE, StackMemory.ALIGNED).toStructure();
        int failed = SysStat.fstat(fd, file);
        if (failed == 0) {
            descriptor = fd;
            device = file.st_dev;
            inode = file.st_ino;
            open = true;
        }
    }

    /** Writes the whole line or, where that could wait or hit another file, nothing. */
    static void write(Line line) {
        if (isSameFile() && hasRoom()) {
            writeQuietly(line);
        }
    }

    private static boolean isSameFile() {
        stat file = StackMemory.allocate(stat.SIZE, StackMemory.ALIGNED).toStructure();
        int failed = SysStat.fstat(descriptor, file);
        return failed == 0 && file.st_dev == device && file.st_ino == inode;
    }

    private static boolean hasRoom() {
        pollfd wanted = StackMemory.allocate(pollfd.SIZE, StackMemory.ALIGNED).toStructure();
        wanted.fd = descriptor;
        wanted.events = Poll.POLLOUT;
        int ready = Poll.poll(wanted, 1, 0);
        return ready == 1 && wanted.revents == Poll.POLLOUT;
    }

    /** A reader that went away meanwhile must not kill the application: a SIGPIPE of ours is taken back. */
    private static void writeQuietly(Line line) {
        Address pipe = StackMemory.allocate(Signal.SIGSET_SIZE, StackMemory.ALIGNED);
        Address mask = StackMemory.allocate(Signal.SIGSET_SIZE, StackMemory.ALIGNED);
        int filled = Signal.sigemptyset(pipe);
        filled = Signal.sigaddset(pipe, Signal.SIGPIPE);
        boolean pendingBefore = isPipeSignalPending();
        int blocked = Signal.pthread_sigmask(Signal.SIG_BLOCK, pipe, mask);
        Address text = line.start();
        long written = Unistd.write(descriptor, text, line.length);
        if (written < 0 && !pendingBefore) {
            takeBack(pipe);
        }
        int restored = Signal.pthread_sigmask(Signal.SIG_SETMASK, mask, Address.fromLong(0));
    }

    private static boolean isPipeSignalPending() {
        Address pending = StackMemory.allocate(Signal.SIGSET_SIZE, StackMemory.ALIGNED);
        int failed = Signal.sigpending(pending);
        int member = Signal.sigismember(pending, Signal.SIGPIPE);
        return failed == 0 && member == 1;
    }

    private static void takeBack(Address signals) {
        Address noWait = StackMemory.allocate(16, StackMemory.ALIGNED);
        noWait.putLong(0);
        noWait.add(8).putLong(0);
        int taken = Signal.sigtimedwait(signals, Address.fromLong(0), noWait);
    }
}
