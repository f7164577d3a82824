// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.log;

import org.lkos.machine.StackMemory;
import org.lkos.posix.Poll;
import org.lkos.posix.Poll.pollfd;
import org.lkos.posix.Signal;
import org.lkos.posix.SysStat.stat;
import org.lkos.posix.SysSyscall;
import org.lkos.posix.Time.timespec;
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
    /** SIGPIPE, SIGTTOU and SIGXFSZ. */
    private static final long RAISED_BY_WRITE =
            1L << Signal.SIGPIPE - 1 | 1L << Signal.SIGTTOU - 1 | 1L << Signal.SIGXFSZ - 1;

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
        long failed = SysSyscall.fstat(fd, file.toAddress());
        if (failed == 0) {
            descriptor = fd;
            device = file.st_dev;
            inode = file.st_ino;
            open = true;
        }
    }

    static void close() {
        open = false;
    }

    /** Writes the whole line or, where that could wait or hit another file, nothing. */
    static void write(Line line) {
        if (isSameFile() && hasRoom()) {
            writeQuietly(line);
        }
    }

    private static boolean isSameFile() {
        stat file = StackMemory.allocate(stat.SIZE, StackMemory.ALIGNED).toStructure();
        long failed = SysSyscall.fstat(descriptor, file.toAddress());
        return failed == 0 && file.st_dev == device && file.st_ino == inode;
    }

    private static boolean hasRoom() {
        pollfd wanted = StackMemory.allocate(pollfd.SIZE, StackMemory.ALIGNED).toStructure();
        Address noWait = StackMemory.allocate(timespec.SIZE, StackMemory.ALIGNED);
        wanted.fd = descriptor;
        wanted.events = Poll.POLLOUT;
        zero(noWait);
        long ready = SysSyscall.ppoll(wanted.toAddress(), 1, noWait);
        return ready == 1 && wanted.revents == Poll.POLLOUT;
    }

    /**
     * A reader that went away, a limit on the size of files or a terminal that others own must not end or stop the
     * application: the signals that a write can raise wait meanwhile, and those of ours are taken back.
     */
    private static void writeQuietly(Line line) {
        Address signals = StackMemory.allocate(Signal.SIGSET_SIZE, StackMemory.ALIGNED);
        Address mask = StackMemory.allocate(Signal.SIGSET_SIZE, StackMemory.ALIGNED);
        signals.putLong(RAISED_BY_WRITE);
        long blocked = SysSyscall.rt_sigprocmask(Signal.SIG_BLOCK, signals, mask, Signal.SIGSET_SIZE);
        long pendingBefore = pendingSignals();
        Address text = line.start();
        long written = SysSyscall.write(descriptor, text, line.length);
        if (written < 0) {
            signals.putLong(RAISED_BY_WRITE & ~pendingBefore);
            takeBack(signals);
        }
        long restored = SysSyscall.rt_sigprocmask(Signal.SIG_SETMASK, mask, Address.fromLong(0), Signal.SIGSET_SIZE);
    }

    private static long pendingSignals() {
        Address pending = StackMemory.allocate(Signal.SIGSET_SIZE, StackMemory.ALIGNED);
        long failed = SysSyscall.rt_sigpending(pending, Signal.SIGSET_SIZE);
        return failed == 0 ? pending.getLong() : 0;
    }

    private static void takeBack(Address signals) {
        Address noWait = StackMemory.allocate(timespec.SIZE, StackMemory.ALIGNED);
        zero(noWait);
        long taken = SysSyscall.rt_sigtimedwait(signals, noWait, Signal.SIGSET_SIZE);
    }

    private static void zero(Address time) {
        time.putLong(0);
        time.add(8).putLong(0);
    }
}
