// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The real calls that make another descriptor of what one is, once the doors reach receive filters' in their place: what
 * was found out of a number is void then.
 */
@Unmanaged
@StaticInit
public final class DivertedDescriptors {
    private static Address dup;
    private static Address dup2;
    private static Address dup3;
    private static Address fcntl;
    private static Address fcntl64;

    private DivertedDescriptors() {}

    /** Safe to run twice, or in two threads at once. */
    public static void begin() {
        NextSymbol.bindAll();
        divert(NextDescriptors.dupCell(), addressOf(dup), filteredDup());
        divert(NextDescriptors.dup2Cell(), addressOf(dup2), filteredDup2());
        divert(NextDescriptors.dup3Cell(), addressOf(dup3), filteredDup3());
        divert(NextDescriptors.fcntlCell(), addressOf(fcntl), filteredFcntl());
        divert(NextDescriptors.fcntl64Cell(), addressOf(fcntl64), filteredFcntl64());
    }

    public static int dup(int fd) {
        return NextDescriptors.asDup(dup).call(fd);
    }

    public static int dup2(int fd, int target) {
        return NextDescriptors.asDup2(dup2).call(fd, target);
    }

    public static int dup3(int fd, int target, int flags) {
        return NextDescriptors.asDup3(dup3).call(fd, target, flags);
    }

    public static int fcntl(int fd, int command, Address argument) {
        return NextDescriptors.asFcntl(fcntl).call(fd, command, argument);
    }

    public static int fcntl64(int fd, int command, Address argument) {
        return NextDescriptors.asFcntl64(fcntl64).call(fd, command, argument);
    }

    /** The real function is what was in the cell, unless another thread has been here. */
    private static void divert(Cell cell, Address real, Address filtered) {
        Address found = cell.function;
        if (found != filtered) {
            Atomics.storeRelease(real, found);
            Atomics.storeRelease(cell.toAddress(), filtered);
        }
    }

    @Import(name = "&")
    private static native Address addressOf(Address field);

    @Import(name = "(void *) entry_filtered_dup")
    @Variable
    private static native Address filteredDup();

    @Import(name = "(void *) entry_filtered_dup2")
    @Variable
    private static native Address filteredDup2();

    @Import(name = "(void *) entry_filtered_dup3")
    @Variable
    private static native Address filteredDup3();

    @Import(name = "(void *) entry_filtered_fcntl")
    @Variable
    private static native Address filteredFcntl();

    @Import(name = "(void *) entry_filtered_fcntl64")
    @Variable
    private static native Address filteredFcntl64();
}
