// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.templates;

import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_TEMPLATE_FLAGS_PIO_RETRY;

import org.lkos.buffers.Ownership;
import org.lkos.buffers.PacketBuffers;
import org.lkos.endpoints.ServedSocket;
import org.lkos.fd.SocketCookie;
import org.lkos.fd.SocketKind;
import org.lkos.machine.Bytes;
import org.lkos.next.UserMemory;
import org.lkos.posix.Errno;
import org.lkos.posix.SysUio.iovec;
import org.lkos.stream.Connections;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** {@code onload_msg_template_alloc}. */
@Unmanaged
public final class NewTemplate {
    private static final int HANDLE = 8;

    private NewTemplate() {}

    /** 0 with a handle stored, or a negative errno. */
    public static int make(int fd, Address initial, int count, Address stored, int flags) {
        int refused = ServedSocket.refuseUnlessTcp(fd);
        if (refused != 0) {
            return refused;
        }
        if ((flags & ~ONLOAD_TEMPLATE_FLAGS_PIO_RETRY) != 0 || count < 0) {
            return -Errno.EINVAL;
        }
        int status = Connections.check(fd);
        if (status < 0) {
            return status;
        }
        boolean readable = count == 0 || UserMemory.wasReadable(fd, initial, (long) count * iovec.SIZE);
        if (!readable || !UserMemory.wasWritable(fd, stored, HANDLE)) {
            return SocketKind.fault(fd);
        }
        status = checkMessage(fd, initial, count);
        return status < 0 ? status : lay(fd, initial, count, stored);
    }

    private static int checkMessage(int fd, Address initial, int count) {
        long left = PacketBuffers.ROOM;
        for (int i = 0; i < count; i++) {
            iovec part = at(initial, i);
            if (Long.compareUnsigned(part.iov_len, left) > 0) {
                return -Errno.E2BIG;
            }
            if (part.iov_len != 0 && !UserMemory.wasReadable(fd, part.iov_base, part.iov_len)) {
                return SocketKind.fault(fd);
            }
            left -= part.iov_len;
        }
        return 0;
    }

    private static int lay(int fd, Address initial, int count, Address stored) {
        DeadTemplates.reclaimOnShortage();
        Address buffer = PacketBuffers.take(fd);
        if (buffer == null) {
            return -Errno.EBUSY;
        }
        Template template = buffer.toStructure();
        template.identity = SocketCookie.of(fd);
        template.fd = fd;
        int length = 0;
        for (int i = 0; i < count; i++) {
            iovec part = at(initial, i);
            // Another thread may be writing there: what was checked holds for what is copied.
            long size = part.iov_len <= PacketBuffers.ROOM - length ? part.iov_len : 0;
            Bytes.copyApart(part.iov_base, template.data().add(length), size);
            length += (int) size;
        }
        template.length = length;
        Address handle = PacketBuffers.lend(buffer, Ownership.TEMPLATE);
        stored.putAddress(handle);
        return 0;
    }

    private static iovec at(Address vectors, int index) {
        return vectors.add((long) index * iovec.SIZE).toStructure();
    }
}
