// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.zerocopy;

import org.lkos.buffers.Ownership;
import org.lkos.buffers.PacketBuffers;
import org.lkos.endpoints.ServedSocket;
import org.lkos.fd.SocketKind;
import org.lkos.next.UserMemory;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_iovec;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Buffers that the application asks for, and those that it gives back. Each call has all of them or none. */
@Unmanaged
public final class ApplicationBuffers {
    private static final int HANDLE = 8;

    private ApplicationBuffers() {}

    /** 0 with all of {@code iovecs} filled in, or a negative errno. */
    public static int allocate(int fd, Address iovecs, int count, int flags) {
        int room = SendRoom.of(fd, flags);
        if (room < 0) {
            return room == -Errno.EBADF ? -Errno.EINVAL : room;
        }
        if (count < 0) {
            return -Errno.EINVAL;
        }
        if (count > PacketBuffers.count()) {
            return -Errno.ENOMEM;
        }
        if (count > 0 && !UserMemory.wasWritable(fd, iovecs, (long) count * onload_zc_iovec.SIZE)) {
            return -Errno.EFAULT;
        }
        for (int i = 0; i < count; i++) {
            if (!fill(fd, at(iovecs, i), SendRoom.start(flags), room)) {
                giveBack(iovecs, i);
                return -Errno.ENOMEM;
            }
        }
        return 0;
    }

    private static boolean fill(int fd, onload_zc_iovec iovec, int start, int room) {
        Address buffer = PacketBuffers.take(fd);
        if (buffer == null) {
            return false;
        }
        PacketBuffers.chain(buffer, Address.fromLong(0));
        iovec.iov_base = buffer.add(start);
        iovec.iov_len = room;
        Address handle = PacketBuffers.lend(buffer, Ownership.APPLICATION);
        iovec.buf = handle;
        iovec.unused = Address.fromLong(0);
        return true;
    }

    private static void giveBack(Address iovecs, int count) {
        for (int i = 0; i < count; i++) {
            Address handle = at(iovecs, i).buf;
            if (PacketBuffers.change(handle, Ownership.APPLICATION, Ownership.OURS)) {
                PacketBuffers.give(PacketBuffers.ofHandle(handle));
            }
        }
    }

    /** 0, or a negative errno with nothing released: -EINVAL where one of the handles is not the application's. */
    public static int release(int fd, Address handles, int count) {
        int kind = ServedSocket.kind(fd);
        if (kind >= 0 && count > 0 && !UserMemory.wasReadable(fd, handles, (long) count * HANDLE)) {
            kind = SocketKind.fault(fd);
        }
        if (kind < 0) {
            return kind == -Errno.EBADF ? -Errno.EINVAL : kind;
        }
        if (count < 0) {
            return -Errno.EINVAL;
        }
        for (int i = 0; i < count; i++) {
            if (!Release.begin(handle(handles, i))) {
                for (int named = 0; named < i; named++) {
                    Release.cancel(handle(handles, named));
                }
                return -Errno.EINVAL;
            }
        }
        for (int i = 0; i < count; i++) {
            Release.complete(handle(handles, i));
        }
        return 0;
    }

    private static Address handle(Address handles, int index) {
        return handles.add((long) index * HANDLE).getAddress();
    }

    private static onload_zc_iovec at(Address iovecs, int index) {
        return iovecs.add((long) index * onload_zc_iovec.SIZE).toStructure();
    }
}
