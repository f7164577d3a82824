// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import static org.lkos.posix.SysSocket.MSG_CTRUNC;

import org.lkos.machine.Bytes;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** Control messages, written into an application's buffer as the kernel does: cut where it ends, and said so. */
@Unmanaged
final class ControlWriter extends Structure {
    static final int SIZE = 32;

    Address at;
    long left;
    long written;
    int flags;
    int pad0;

    void open(Address buffer, long room) {
        at = buffer;
        left = buffer == null ? 0 : room;
        written = 0;
        flags = 0;
    }

    void put(int level, int type, Address data, long size) {
        long length = cmsghdr.SIZE + size;
        if (length > left) {
            flags = MSG_CTRUNC;
            length = left;
        }
        if (length < cmsghdr.SIZE) {
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
