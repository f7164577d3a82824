// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import static org.lkos.buffers.Ownership.APPLICATION;
import static org.lkos.buffers.Ownership.NAMED;
import static org.lkos.buffers.Ownership.OURS;
import static org.lkos.buffers.Ownership.SHOWN;
import static org.lkos.buffers.Ownership.SHOWN_AND_NAMED;
import static org.lkos.buffers.Ownership.SHOWN_AND_RELEASED;
import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_KEEP;
import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_MSG_SHARED;
import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_ZC_TERMINATE;
import static org.lkos.posix.SysSocket.MSG_CTRUNC;

import org.lkos.buffers.PacketBuffers;
import org.lkos.buffers.ReceiveBuffers;
import org.lkos.machine.Bits;
import org.lkos.machine.Bytes;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_iovec;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysUio.iovec;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** One received datagram, shown to the callback, and whose its buffers are afterwards. */
@Unmanaged
final class Showing {
    /** The callback lets the call go on. */
    static final int GO_ON = 0;

    /** It ends the call. */
    static final int END = 1;

    private Showing() {}

    /** Shows a message of a lane; one of the above. */
    static int show(Lane lane, mmsghdr message, Recipient to, int flags) {
        iovec data = message.msg_iov.toStructure();
        Address buffer = data.iov_base;
        int length = message.msg_len;
        Address handle = ReceiveBuffers.lend(buffer, SHOWN);
        int parts = lay(lane.parts(), buffer, length, handle);
        int shared = describe(lane, to, message) ? ONLOAD_ZC_MSG_SHARED : 0;
        int result = to.call(
                lane.parts(), parts, message.msg_namelen, message.msg_controllen, message.msg_flags, flags | shared);
        if ((result & ONLOAD_ZC_KEEP) == 0) {
            ReceiveBuffers.takeBack(buffer);
        } else {
            keep(lane, buffer, length, handle);
        }
        return (result & ONLOAD_ZC_TERMINATE) != 0 ? END : GO_ON;
    }

    private static void keep(Lane lane, Address buffer, int length, Address handle) {
        ReceiveBuffers.keep(buffer, length);
        if (becomesTheApplications(handle)) {
            lane.set &= ~Bits.of(ReceiveBuffers.number(buffer));
        } else {
            ReceiveBuffers.keepNot(buffer);
        }
    }

    /** Lays a datagram out in iovecs as long as packets at the most; all have its one handle. How many there are. */
    private static int lay(Address parts, Address buffer, int length, Address handle) {
        if (length <= PacketBuffers.ROOM) {
            put(parts.toStructure(), buffer, length, handle);
            return 1;
        }
        ReceiveBuffers.hold(buffer, length);
        int count = 0;
        for (int at = 0; at < length; at += PacketBuffers.ROOM) {
            int size = length - at < PacketBuffers.ROOM ? length - at : PacketBuffers.ROOM;
            put(parts.add((long) count * onload_zc_iovec.SIZE).toStructure(), buffer.add(at), size, handle);
            count++;
        }
        return count;
    }

    static void put(onload_zc_iovec part, Address data, int size, Address handle) {
        part.iov_base = data;
        part.iov_len = size;
        part.buf = handle;
        part.unused = Address.fromLong(0);
    }

    /** Puts name and control data where the recipient wants them; whether the datagram was sent to a group. */
    private static boolean describe(Lane lane, Recipient to, mmsghdr message) {
        if (to.nameRoom != 0) {
            int length = message.msg_namelen;
            Bytes.copyApart(message.msg_name, to.name, length < to.nameRoom ? length : to.nameRoom);
        }
        boolean group = lane.group != 0;
        if (message.msg_controllen != 0) {
            group = group || Destination.isGroup(message.msg_control, message.msg_controllen);
            giveControl(to, message);
        }
        return group;
    }

    /** A message of a retained lane may have more than the application has room for in this call. */
    private static void giveControl(Recipient to, mmsghdr message) {
        if (message.msg_controllen > to.controlRoom) {
            message.msg_controllen = to.controlRoom;
            message.msg_flags |= MSG_CTRUNC;
        }
        if (message.msg_control != to.control) {
            Bytes.copyApart(message.msg_control, to.control, message.msg_controllen);
        }
    }

    /** False if it was released already, by another thread that the callback passed it to. */
    static boolean becomesTheApplications(Address handle) {
        while (!PacketBuffers.change(handle, SHOWN, APPLICATION)) {
            if (PacketBuffers.change(handle, SHOWN_AND_NAMED, NAMED)) {
                return true;
            }
            if (PacketBuffers.change(handle, SHOWN_AND_RELEASED, OURS)) {
                return false;
            }
        }
        return true;
    }
}
