// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import static org.lkos.posix.SysSocket.MSG_CTRUNC;

import org.lkos.machine.Bytes;
import org.lkos.next.UserMemory;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * Control messages, written into an application's buffer as the kernel does: cut where it ends, which is said; left out
 * where it cannot be written, which is not.
 */
@Unmanaged
final class ControlWriter extends Structure {
    static final int SIZE = 32;

    Address at;
    long left;
    long written;
    int flags;
    int fd;

    /** {@code socket} is any socket: the kernel is asked by it what can be written. A negative room is an enormous one. */
    void open(int socket, Address buffer, long room) {
        fd = socket;
        at = buffer;
        left = buffer == null ? 0 : room < 0 ? Long.MAX_VALUE : room;
        written = 0;
        flags = 0;
    }

    void put(int level, int type, Address data, long size) {
        long length = cmsghdr.SIZE + size;
        if (length > left) {
            flags = MSG_CTRUNC;
            length = left;
        }
        if (length < cmsghdr.SIZE || !UserMemory.isOverwritable(fd, at, (int) length)) {
            return;
        }
        cmsghdr header = at.toStructure();
        header.cmsg_len = length;
        header.cmsg_level = level;
        header.cmsg_type = type;
        Bytes.copy(data, at.add(cmsghdr.SIZE), length - cmsghdr.SIZE);
        long space = SysSocket.aligned(length);
        long used = space < left ? space : left;
        at = at.add(used);
        left -= used;
        written += used;
    }
}
