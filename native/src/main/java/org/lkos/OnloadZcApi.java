// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.delivery.ZeroCopyReceive;
import org.lkos.filter.ReceiveFilter;
import org.lkos.next.ExtensionsVersion;
import org.lkos.stub.Stub;
import org.lkos.templates.NewTemplate;
import org.lkos.templates.Templates;
import org.lkos.zerocopy.ApplicationBuffers;
import org.lkos.zerosend.ZeroCopySend;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The functions of {@code <onload/extensions_zc.h>}, in its order: a table, no logic. */
@Unmanaged
@StaticInit
final class OnloadZcApi {
    private OnloadZcApi() {}

    @Export(name = "lkos_onload_zc_await_stack_sync")
    static int onload_zc_await_stack_sync(int fd) {
        return ZeroCopyReceive.awaitStackSync(fd);
    }

    @Export(name = "lkos_onload_zc_alloc_buffers")
    static int onload_zc_alloc_buffers(int fd, Address iovecs, int count, int flags) {
        return ExtensionsVersion.is800()
                ? Stub.deny(zcAllocBuffers())
                : ApplicationBuffers.allocate(fd, iovecs, count, flags);
    }

    @Export(name = "lkos_onload_zc_release_buffers")
    static int onload_zc_release_buffers(int fd, Address buffers, int count) {
        return ApplicationBuffers.release(fd, buffers, count);
    }

    @Export(name = "lkos_onload_zc_recv")
    static int onload_zc_recv(int fd, Address arguments) {
        return ExtensionsVersion.is800() ? Stub.deny(zcRecv()) : ZeroCopyReceive.receive(fd, arguments);
    }

    @Export(name = "lkos_onload_zc_send")
    static int onload_zc_send(Address messages, int count, int flags) {
        return ExtensionsVersion.is800() ? Stub.deny(zcSend()) : ZeroCopySend.send(messages, count, flags);
    }

    @Export(name = "lkos_onload_set_recv_filter")
    static int onload_set_recv_filter(int fd, Address filter, Address argument, int flags) {
        return ReceiveFilter.set(fd, filter, argument, flags, setRecvFilter());
    }

    @Export(name = "lkos_onload_recvmsg_kernel")
    static int onload_recvmsg_kernel(int fd, Address message, int flags) {
        return ZeroCopyReceive.receiveFromKernel(fd);
    }

    @Export(name = "lkos_onload_msg_template_alloc")
    static int onload_msg_template_alloc(int fd, Address initial, int count, Address handle, int flags) {
        return NewTemplate.make(fd, initial, count, handle, flags);
    }

    @Export(name = "lkos_onload_msg_template_update")
    static int onload_msg_template_update(int fd, Address handle, Address updates, int count, int flags) {
        return Templates.update(fd, handle, updates, count, flags);
    }

    @Export(name = "lkos_onload_msg_template_abort")
    static int onload_msg_template_abort(int fd, Address handle) {
        return Templates.abort(fd, handle);
    }

    @Import(name = "\"onload_zc_alloc_buffers\"")
    @Variable
    private static native Address zcAllocBuffers();

    @Import(name = "\"onload_zc_recv\"")
    @Variable
    private static native Address zcRecv();

    @Import(name = "\"onload_zc_send\"")
    @Variable
    private static native Address zcSend();

    @Import(name = "\"onload_set_recv_filter\"")
    @Variable
    private static native Address setRecvFilter();
}
