// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.provider.Provided;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The functions of {@code <onload/extensions_zc.h>} as libonload_ext has them. */
@Unmanaged
@StaticInit
final class LinkedZcApi {
    private LinkedZcApi() {}

    @Export(name = "linked_onload_zc_await_stack_sync")
    static int onload_zc_await_stack_sync(int fd) {
        return (int) zcAwaitStackSync().call(fd);
    }

    @Export(name = "linked_onload_zc_alloc_buffers")
    static int onload_zc_alloc_buffers(int fd, Address iovecs, int count, int flags) {
        return (int) zcAllocBuffers().call(fd, iovecs.toLong(), count, flags);
    }

    @Export(name = "linked_onload_zc_release_buffers")
    static int onload_zc_release_buffers(int fd, Address buffers, int count) {
        return (int) zcReleaseBuffers().call(fd, buffers.toLong(), count);
    }

    @Export(name = "linked_onload_zc_recv")
    static int onload_zc_recv(int fd, Address arguments) {
        return (int) zcRecv().call(fd, arguments.toLong());
    }

    @Export(name = "linked_onload_zc_send")
    static int onload_zc_send(Address messages, int count, int flags) {
        return (int) zcSend().call(messages.toLong(), count, flags);
    }

    @Export(name = "linked_onload_set_recv_filter")
    static int onload_set_recv_filter(int fd, Address filter, Address argument, int flags) {
        return (int) setRecvFilter().call(fd, filter.toLong(), argument.toLong(), flags);
    }

    @Export(name = "linked_onload_recvmsg_kernel")
    static int onload_recvmsg_kernel(int fd, Address message, int flags) {
        return (int) recvmsgKernel().call(fd, message.toLong(), flags);
    }

    @Export(name = "linked_onload_msg_template_alloc")
    static int onload_msg_template_alloc(int fd, Address initial, int count, Address handle, int flags) {
        return (int) msgTemplateAlloc().call(fd, initial.toLong(), count, handle.toLong(), flags);
    }

    @Export(name = "linked_onload_msg_template_update")
    static int onload_msg_template_update(int fd, Address handle, Address updates, int count, int flags) {
        return (int) msgTemplateUpdate().call(fd, handle.toLong(), updates.toLong(), count, flags);
    }

    @Export(name = "linked_onload_msg_template_abort")
    static int onload_msg_template_abort(int fd, Address handle) {
        return (int) msgTemplateAbort().call(fd, handle.toLong());
    }

    @Import(name = "LKOS_PRELOADED(onload_zc_await_stack_sync, accept)")
    @Variable
    private static native Provided zcAwaitStackSync();

    @Import(name = "LKOS_PRELOADED(onload_zc_alloc_buffers, deny)")
    @Variable
    private static native Provided zcAllocBuffers();

    @Import(name = "LKOS_PRELOADED(onload_zc_release_buffers, deny)")
    @Variable
    private static native Provided zcReleaseBuffers();

    @Import(name = "LKOS_PRELOADED(onload_zc_recv, deny)")
    @Variable
    private static native Provided zcRecv();

    @Import(name = "LKOS_PRELOADED(onload_zc_send, deny)")
    @Variable
    private static native Provided zcSend();

    @Import(name = "LKOS_PRELOADED(onload_set_recv_filter, deny)")
    @Variable
    private static native Provided setRecvFilter();

    @Import(name = "LKOS_PRELOADED(onload_recvmsg_kernel, deny)")
    @Variable
    private static native Provided recvmsgKernel();

    @Import(name = "LKOS_PRELOADED(onload_msg_template_alloc, deny)")
    @Variable
    private static native Provided msgTemplateAlloc();

    @Import(name = "LKOS_PRELOADED(onload_msg_template_update, deny)")
    @Variable
    private static native Provided msgTemplateUpdate();

    @Import(name = "LKOS_PRELOADED(onload_msg_template_abort, deny)")
    @Variable
    private static native Provided msgTemplateAbort();
}
