// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.filter;

import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_HANDLE_NONZC;

import org.lkos.machine.StackMemory;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_iovec;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_msg;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** The filter of a socket as it was when a call on it began. */
@Unmanaged
final class Filter extends Structure {
    static final int SIZE = 40;

    private static final int MOST_SHOWN = 16;

    FilterSlot slot;
    long number;
    Address function;
    Address argument;

    /** How much of the sender's name may be shown. */
    int nameRoom;

    int pad0;

    /**
     * Shows a datagram that is about to be delivered. What the filter returns is not looked at.
     *
     * @param message as the kernel left it
     * @param pieces {@code count} pieces of memory, whose first {@code bytes} bytes are the datagram
     */
    void show(int fd, msghdr message, Address pieces, long count, long bytes) {
        Address shown = StackMemory.allocate(MOST_SHOWN * onload_zc_iovec.SIZE, StackMemory.ALIGNED);
        long left = bytes;
        int used = 0;
        while (used < count && used < MOST_SHOWN && (used == 0 || left > 0)) {
            iovec piece = pieces.add((long) used * iovec.SIZE).toStructure();
            onload_zc_iovec entry =
                    shown.add((long) used * onload_zc_iovec.SIZE).toStructure();
            long length = Long.compareUnsigned(piece.iov_len, left) < 0 ? piece.iov_len : left;
            entry.iov_base = piece.iov_base;
            entry.iov_len = length;
            entry.buf = Address.fromLong(ONLOAD_ZC_HANDLE_NONZC);
            entry.unused = Address.fromLong(0);
            left -= length;
            used++;
        }
        call(SharedDestination.flags(fd, this, message), message, shown, used);
    }

    private void call(int flags, msghdr message, Address shown, int count) {
        onload_zc_msg view =
                StackMemory.allocate(onload_zc_msg.SIZE, StackMemory.ALIGNED).toStructure();
        view.iov = shown;
        view.msg_name = nameRoom == 0 ? Address.fromLong(0) : message.msg_name;
        view.msg_namelen = message.msg_namelen < nameRoom ? message.msg_namelen : nameRoom;
        view.pad0 = 0;
        view.msg_iov = Address.fromLong(0);
        view.msg_iovlen = count;
        view.msg_control = Address.fromLong(0);
        view.msg_controllen = 0;
        view.msg_flags = 0;
        view.pad1 = 0;
        int savedErrno = Errno.get();
        int ignored = asCallback(function).call(view.toAddress(), argument, flags);
        Errno.set(savedErrno);
    }

    @Import(name = "")
    private static native Callback asCallback(Address function);

    abstract static class Callback extends Function {
        abstract int call(Address message, Address argument, int flags);
    }
}
