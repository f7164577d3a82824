// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.templates;

import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_TEMPLATE_FLAGS_DONTWAIT;
import static org.lkos.onload.OnloadExtensionsZc.ONLOAD_TEMPLATE_FLAGS_SEND_NOW;

import org.lkos.buffers.Ownership;
import org.lkos.buffers.PacketBuffers;
import org.lkos.endpoints.ServedSocket;
import org.lkos.fd.SocketCookie;
import org.lkos.fd.SocketKind;
import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.UserMemory;
import org.lkos.onload.OnloadExtensionsZc.onload_template_msg_update_iovec;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysUio.iovec;
import org.lkos.stream.Connections;
import org.lkos.stream.WholeSends;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * {@code onload_msg_template_update} and {@code onload_msg_template_abort}: templates in use. {@link NewTemplate} makes
 * them. Each ends once: sent, whatever becomes of that; aborted; or when it is found that its connection has ended.
 */
@Unmanaged
public final class Templates {
    private static final int UPDATE_FLAGS = ONLOAD_TEMPLATE_FLAGS_SEND_NOW | ONLOAD_TEMPLATE_FLAGS_DONTWAIT;

    private Templates() {}

    /** 0, or a negative errno. */
    public static int update(int fd, Address handle, Address updates, int count, int flags) {
        int status = claim(fd, handle);
        if (status < 0) {
            return status;
        }
        status = check(fd, updates, count, flags);
        boolean sends = (flags & ONLOAD_TEMPLATE_FLAGS_SEND_NOW) != 0;
        if (status == 0 && !sends) {
            int state = Connections.state(fd);
            if (state < 0) {
                return end(handle, state == -Errno.ENOTCONN ? Connections.takeError(fd) : state);
            }
        }
        Template template = Template.of(handle);
        if (status == 0) {
            status = TemplateUpdates.apply(fd, template, updates, count);
        }
        if (status == 0 && sends) {
            return send(fd, handle, flags);
        }
        Template.keep(handle);
        return status;
    }

    /** 0, or a negative errno. */
    public static int abort(int fd, Address handle) {
        int status = claim(fd, handle);
        if (status < 0) {
            return status;
        }
        int state = Connections.state(fd);
        return end(handle, state == -Errno.ENOTCONN || state == -Errno.EPIPE ? -Errno.EINVAL : state);
    }

    /** Whether there is any for the connection. */
    public static boolean areFor(int fd) {
        int count = PacketBuffers.countExisting();
        long identity = count == 0 ? 0 : SocketCookie.ask(fd);
        for (int i = 0; i < count && identity != 0; i++) {
            Address handle = PacketBuffers.handleOf(i, Ownership.TEMPLATE);
            if (handle != null && Template.of(handle).identity == identity) {
                return true;
            }
        }
        return false;
    }

    /** 0 with the template claimed, or a negative errno. */
    private static int claim(int fd, Address handle) {
        int refused = ServedSocket.refuseUnlessTcp(fd);
        if (refused != 0) {
            return refused;
        }
        Template template = Template.claim(handle);
        if (template == null) {
            return -Errno.EINVAL;
        }
        long identity = SocketCookie.of(fd);
        if (template.identity != identity) {
            Template.keep(handle);
            return -Errno.EINVAL;
        }
        return 0;
    }

    private static int check(int fd, Address updates, int count, int flags) {
        if ((flags & ~UPDATE_FLAGS) != 0 || count < 0) {
            return -Errno.EINVAL;
        }
        long size = (long) count * onload_template_msg_update_iovec.SIZE;
        return count == 0 || UserMemory.wasReadable(fd, updates, size) ? 0 : SocketKind.fault(fd);
    }

    private static int send(int fd, Address handle, int flags) {
        Template template = Template.of(handle);
        Template.invalidate(handle);
        iovec message = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        message.iov_base = template.data();
        message.iov_len = template.length;
        int how = SysSocket.MSG_DONTWAIT | SysSocket.MSG_NOSIGNAL;
        long sent = template.length == 0 ? 0 : WholeSends.send(fd, message.toAddress(), 1, template.length, how);
        if (sent == -Errno.EAGAIN && WholeSends.waits(fd, flags & ONLOAD_TEMPLATE_FLAGS_DONTWAIT)) {
            sent = sendCopy(fd, handle);
        } else {
            Template.give(handle);
        }
        return sent < 0 ? Connections.failed(fd, (int) sent) : 0;
    }

    /** Who waits may be cancelled, or leave by a long jump from a signal handler, and would give nothing back. */
    private static long sendCopy(int fd, Address handle) {
        Template template = Template.of(handle);
        long length = template.length;
        Address copy = StackMemory.allocate(PacketBuffers.ROOM, StackMemory.ALIGNED);
        Bytes.copy(template.data(), copy, length);
        Template.give(handle);
        iovec message = StackMemory.allocate(iovec.SIZE, StackMemory.ALIGNED).toStructure();
        message.iov_base = copy;
        message.iov_len = length;
        long sent = WholeSends.send(fd, message.toAddress(), 1, length, SysSocket.MSG_NOSIGNAL);
        return sent;
    }

    private static int end(Address handle, int result) {
        Template.invalidate(handle);
        Template.give(handle);
        return result;
    }
}
