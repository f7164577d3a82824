// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.fd.SocketKind;
import org.lkos.next.Confinement;
import org.lkos.next.UserMemory;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_recv_args;
import org.lkos.onload.OnloadExtensionsZc.onload_zc_recv_callback;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * Who is called back in one call of {@code onload_zc_recv}, and where it wants names and control data: what its arguments
 * said at the start, for a callback may change them.
 */
@Unmanaged
final class Recipient extends Structure {
    static final int SIZE = 64;

    onload_zc_recv_args arguments;
    Address callback;
    Address name;
    Address control;
    long controlRoom;
    int nameRoom;
    int flags;
    int fd;

    /** How many messages were shown in this call. */
    int shown;

    /** The lane by which a stream is received, or null. */
    Lane lane;

    /** 0, or a negative errno: the arguments make no sense. */
    int open(int descriptor, Address from) {
        // Where a confined process cannot ask for more, they can be read at least.
        boolean given = UserMemory.wasOverwritable(from, onload_zc_recv_args.SIZE)
                && (!Confinement.isBegun() || UserMemory.wasReadable(descriptor, from, onload_zc_recv_args.SIZE));
        if (!given) {
            return SocketKind.fault(descriptor);
        }
        fd = descriptor;
        shown = 0;
        arguments = from.toStructure();
        callback = arguments.cb;
        flags = arguments.flags;
        name = arguments.msg_name;
        nameRoom = name == null ? 0 : arguments.msg_namelen;
        control = arguments.msg_control;
        controlRoom = control == null ? 0 : arguments.msg_controllen;
        if (nameRoom < 0 || controlRoom < 0) {
            return -Errno.EINVAL;
        }
        boolean usable = callback != null
                && (nameRoom == 0 || UserMemory.wasWritable(fd, name, nameRoom))
                && (controlRoom == 0 || UserMemory.wasWritable(fd, control, controlRoom));
        return usable ? 0 : SocketKind.fault(fd);
    }

    /** Calls back for a message whose name and control data are where they belong; what the callback returns. */
    int call(Address iovecs, int iovecCount, int nameLength, long controlLength, int messageFlags, int callbackFlags) {
        onload_zc_recv_args own = arguments;
        own.iov = iovecs;
        own.msg_name = name;
        own.msg_namelen = nameLength;
        own.msg_iovlen = iovecCount;
        own.msg_control = control;
        own.msg_controllen = controlLength;
        own.msg_flags = messageFlags;
        shown++;
        Address passed = own.toAddress();
        int result = asCallback(callback).call(passed, callbackFlags);
        return result;
    }

    @Import(name = "")
    private static native onload_zc_recv_callback asCallback(Address function);
}
