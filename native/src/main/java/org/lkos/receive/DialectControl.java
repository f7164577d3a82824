// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import static org.lkos.posix.SysSocket.MSG_ERRQUEUE;
import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_NEW;

import org.lkos.machine.StackMemory;
import org.lkos.posix.LinuxErrqueue;
import org.lkos.posix.LinuxErrqueue.sock_extended_err;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.lkos.posix.SysSocket.msghdr;
import org.lkos.posix.Time.timespec;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.StreamPosition;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The control data of one message, from the kernel's form in a buffer of ours to the dialect's in the application's. */
@Unmanaged
final class DialectControl {
    private DialectControl() {}

    /** Translates what {@code received} holds into the control buffer that {@code original} names. */
    static void translate(int fd, int request, msghdr received, msghdr original) {
        ControlWriter writer =
                StackMemory.allocate(ControlWriter.SIZE, StackMemory.ALIGNED).toStructure();
        writer.open(fd, original.msg_control, original.msg_controllen);
        boolean stream = Dialect.of(request) == Dialect.STREAM && (received.msg_flags & MSG_ERRQUEUE) != 0;
        if (stream) {
            putStream(fd, received, writer);
        } else {
            putAll(request, received, writer);
        }
        original.msg_controllen = writer.written;
        original.msg_flags = received.msg_flags | writer.flags;
    }

    private static void putAll(int request, msghdr received, ControlWriter writer) {
        boolean sent = (received.msg_flags & MSG_ERRQUEUE) != 0;
        cmsghdr header = SysSocket.firstControl(received);
        while (header != null) {
            Address data = header.toAddress().add(cmsghdr.SIZE);
            if (isStamp(header)) {
                putStamp(request, sent, data.toStructure(), writer);
            } else {
                int type = type(request, header);
                long size = header.cmsg_len - cmsghdr.SIZE;
                writer.put(header.cmsg_level, type, data, size);
            }
            header = SysSocket.nextControl(received, header);
        }
    }

    private static int type(int request, cmsghdr header) {
        return Request.usesNewTypes(request)
                ? header.cmsg_type
                : SysSocket.oldNumber(header.cmsg_level, header.cmsg_type);
    }

    private static void putStamp(int request, boolean sent, timespec stamp, ControlWriter writer) {
        switch (Dialect.of(request)) {
            case Dialect.PLAIN:
                DialectRecords.putPlain(writer, request, sent, stamp);
                break;
            case Dialect.RECORDS:
                DialectRecords.putRecords(writer, request, sent, stamp);
                break;
            default:
                DialectRecords.putStandard(writer, request, sent, stamp);
                break;
        }
    }

    /** One record, and nothing beside it, made of the stamp and of the number of the last byte that it is for. */
    private static void putStream(int fd, msghdr received, ControlWriter writer) {
        timespec stamp = Address.fromLong(0).toStructure();
        sock_extended_err error = Address.fromLong(0).toStructure();
        cmsghdr header = SysSocket.firstControl(received);
        while (header != null) {
            Address data = header.toAddress().add(cmsghdr.SIZE);
            if (isStamp(header)) {
                stamp = data.toStructure();
            } else if (LinuxErrqueue.isExtendedError(header.cmsg_level, header.cmsg_type)) {
                error = data.toStructure();
            }
            header = SysSocket.nextControl(received, header);
        }
        if (stamp != null && error != null) {
            int length = StreamPosition.advance(fd, error.ee_data);
            DialectRecords.putStream(writer, stamp, length);
        }
    }

    private static boolean isStamp(cmsghdr header) {
        return header.cmsg_level == SOL_SOCKET && header.cmsg_type == SO_TIMESTAMPING_NEW;
    }
}
