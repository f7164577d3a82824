// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/**
 * {@code <sys/syscall.h>}: system calls we make on the side, past libc's wrappers: one symbol serves them all, and what
 * the wrappers add (points of cancellation, mostly) is not wanted there. In the preloaded library the symbol is our own
 * door, so another preload behind us sees these calls as it sees the application's. Each returns -1 and sets errno on
 * failure.
 */
@Unmanaged
@Include("sys/syscall.h")
public final class SysSyscall {
    private SysSyscall() {}

    public static long write(int fd, Address data, long size) {
        return syscall(SYS_write(), fd, data, size);
    }

    public static long fstat(int fd, Address stat) {
        return syscall(SYS_fstat(), fd, stat, 0);
    }

    /** {@code timeout} is a {@code struct timespec}. */
    public static long ppoll(Address descriptors, long count, Address timeout) {
        return syscall(SYS_ppoll(), descriptors, count, timeout, Address.fromLong(0), 0, 0);
    }

    public static long rt_sigpending(Address set, long size) {
        return syscall(SYS_rt_sigpending(), set, size, Address.fromLong(0), Address.fromLong(0), 0, 0);
    }

    public static long rt_sigprocmask(int how, Address set, Address previous, long size) {
        return syscall(SYS_rt_sigprocmask(), how, set, previous, size);
    }

    public static long rt_sigtimedwait(Address set, Address timeout, long size) {
        return syscall(SYS_rt_sigtimedwait(), set, 0, timeout, Address.fromLong(size), 0, 0);
    }

    public static long mmap(Address at, long size, int protection, int flags) {
        return syscall(SYS_mmap(), at, size, protection, flags, -1, 0);
    }

    public static long munmap(Address at, long size) {
        return syscall(SYS_munmap(), at, size, 0, 0, 0, 0);
    }

    public static int getpid() {
        long process = syscall(SYS_getpid());
        return (int) process;
    }

    public static int gettid() {
        long thread = syscall(SYS_gettid());
        return (int) thread;
    }

    public static int getuid() {
        long user = syscall(SYS_getuid());
        return (int) user;
    }

    public static long tgkill(int process, int thread, int signal) {
        return syscall(SYS_tgkill(), process, thread, signal);
    }

    public static long mprotect(Address at, long size, int protection) {
        return syscall(SYS_mprotect(), at, size, protection, 0, 0, 0);
    }

    public static long madvise(Address at, long size, int advice) {
        return syscall(SYS_madvise(), at, size, advice, 0, 0, 0);
    }

    public static long sched_yield() {
        return syscall(SYS_sched_yield(), 0);
    }

    /** With two counts, two words, and what is done to the second or found in the first: FUTEX_WAKE_OP, FUTEX_CMP_REQUEUE. */
    public static long futex(Address first, int operation, int wakes, int otherWakes, Address second, int change) {
        return syscall(SYS_futex(), first, operation, wakes, otherWakes, second.toLong(), change);
    }

    public static long socket(int domain, int type, int protocol) {
        return syscall(SYS_socket(), domain, type, protocol);
    }

    public static long bind(int fd, Address address, int length) {
        return syscall(SYS_bind(), fd, address, length);
    }

    public static long sendto(int fd, Address data, long size, Address address, int length) {
        return syscall(SYS_sendto(), fd, data, size, 0, address, length);
    }

    public static long ioctl(int fd, long request, Address argument) {
        return syscall(SYS_ioctl(), fd, request, argument);
    }

    public static long recvmsg(int fd, Address message, int flags) {
        return syscall(SYS_recvmsg(), fd, message, flags);
    }

    public static long openat(int directory, Address path, int flags) {
        return syscall(SYS_openat(), directory, path, flags);
    }

    public static long read(int fd, Address data, long size) {
        return syscall(SYS_read(), fd, data, size);
    }

    public static long getsockname(int fd, Address address, Address length) {
        return syscall(SYS_getsockname(), fd, address, length, 0);
    }

    public static long close(int fd) {
        return syscall(SYS_close(), fd);
    }

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, int a);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, int a, int b, int c);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, int a, Address b, long c, int d, Address e, int f);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, int a, Address b, long c);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, int a, Address b, Address c, long d);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, Address a, long b, Address c, Address d, long e, long f);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, Address a, long b, long c, long d, long e, long f);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall(long number, int a, long b, Address c);

    @NoSideEffects
    private static long SYS_write() {
        return writeNumber();
    }

    @Import(name = "SYS_write")
    @Variable
    private static native long writeNumber();

    @NoSideEffects
    private static long SYS_fstat() {
        return fstatNumber();
    }

    @Import(name = "SYS_fstat")
    @Variable
    private static native long fstatNumber();

    @NoSideEffects
    private static long SYS_ppoll() {
        return ppollNumber();
    }

    @Import(name = "SYS_ppoll")
    @Variable
    private static native long ppollNumber();

    @NoSideEffects
    private static long SYS_rt_sigpending() {
        return rtSigpendingNumber();
    }

    @Import(name = "SYS_rt_sigpending")
    @Variable
    private static native long rtSigpendingNumber();

    @NoSideEffects
    private static long SYS_rt_sigprocmask() {
        return rtSigprocmaskNumber();
    }

    @Import(name = "SYS_rt_sigprocmask")
    @Variable
    private static native long rtSigprocmaskNumber();

    @NoSideEffects
    private static long SYS_rt_sigtimedwait() {
        return rtSigtimedwaitNumber();
    }

    @Import(name = "SYS_rt_sigtimedwait")
    @Variable
    private static native long rtSigtimedwaitNumber();

    @NoSideEffects
    private static long SYS_mmap() {
        return mmapNumber();
    }

    @Import(name = "SYS_mmap")
    @Variable
    private static native long mmapNumber();

    @NoSideEffects
    private static long SYS_munmap() {
        return munmapNumber();
    }

    @Import(name = "SYS_munmap")
    @Variable
    private static native long munmapNumber();

    @NoSideEffects
    private static long SYS_mprotect() {
        return mprotectNumber();
    }

    @Import(name = "SYS_mprotect")
    @Variable
    private static native long mprotectNumber();

    @NoSideEffects
    private static long SYS_madvise() {
        return madviseNumber();
    }

    @Import(name = "SYS_madvise")
    @Variable
    private static native long madviseNumber();

    @NoSideEffects
    private static long SYS_sched_yield() {
        return schedYieldNumber();
    }

    @Import(name = "SYS_sched_yield")
    @Variable
    private static native long schedYieldNumber();

    @NoSideEffects
    private static long SYS_futex() {
        return futexNumber();
    }

    @Import(name = "SYS_futex")
    @Variable
    private static native long futexNumber();

    @NoSideEffects
    private static long SYS_socket() {
        return socketNumber();
    }

    @Import(name = "SYS_socket")
    @Variable
    private static native long socketNumber();

    @NoSideEffects
    private static long SYS_bind() {
        return bindNumber();
    }

    @Import(name = "SYS_bind")
    @Variable
    private static native long bindNumber();

    @NoSideEffects
    private static long SYS_sendto() {
        return sendtoNumber();
    }

    @Import(name = "SYS_sendto")
    @Variable
    private static native long sendtoNumber();

    @NoSideEffects
    private static long SYS_ioctl() {
        return ioctlNumber();
    }

    @Import(name = "SYS_ioctl")
    @Variable
    private static native long ioctlNumber();

    @NoSideEffects
    private static long SYS_getpid() {
        return getpidNumber();
    }

    @Import(name = "SYS_getpid")
    @Variable
    private static native long getpidNumber();

    @NoSideEffects
    private static long SYS_recvmsg() {
        return recvmsgNumber();
    }

    @Import(name = "SYS_recvmsg")
    @Variable
    private static native long recvmsgNumber();

    @NoSideEffects
    private static long SYS_close() {
        return closeNumber();
    }

    @Import(name = "SYS_close")
    @Variable
    private static native long closeNumber();

    @NoSideEffects
    private static long SYS_openat() {
        return openatNumber();
    }

    @Import(name = "SYS_openat")
    @Variable
    private static native long openatNumber();

    @NoSideEffects
    private static long SYS_read() {
        return readNumber();
    }

    @Import(name = "SYS_read")
    @Variable
    private static native long readNumber();

    @NoSideEffects
    public static long SYS_seccomp() {
        return seccompNumber();
    }

    @Import(name = "SYS_seccomp")
    @Variable
    private static native long seccompNumber();

    @NoSideEffects
    public static long SYS_prctl() {
        return prctlNumber();
    }

    @Import(name = "SYS_prctl")
    @Variable
    private static native long prctlNumber();

    @NoSideEffects
    private static long SYS_getsockname() {
        return getsocknameNumber();
    }

    @Import(name = "SYS_getsockname")
    @Variable
    private static native long getsocknameNumber();

    @NoSideEffects
    private static long SYS_gettid() {
        return gettidNumber();
    }

    @Import(name = "SYS_gettid")
    @Variable
    private static native long gettidNumber();

    @NoSideEffects
    private static long SYS_getuid() {
        return getuidNumber();
    }

    @Import(name = "SYS_getuid")
    @Variable
    private static native long getuidNumber();

    @NoSideEffects
    private static long SYS_tgkill() {
        return tgkillNumber();
    }

    @Import(name = "SYS_tgkill")
    @Variable
    private static native long tgkillNumber();
}
