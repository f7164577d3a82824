// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.provider.Provided;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The functions that only Onload 8 has, as libonload_ext has them. */
@Unmanaged
@StaticInit
final class LinkedHistoricApi {
    private LinkedHistoricApi() {}

    @Export(name = "linked_onload_zc_buffer_incref")
    static int onload_zc_buffer_incref(int fd, Address buffer) {
        return (int) zcBufferIncref().call(fd, buffer.toLong());
    }

    @Export(name = "linked_onload_zc_buffer_decref")
    static int onload_zc_buffer_decref(int fd, Address buffer) {
        return (int) zcBufferDecref().call(fd, buffer.toLong());
    }

    @Export(name = "linked_onload_zc_register_buffers")
    static int onload_zc_register_buffers(int fd, long space, long base, long length, int flags, Address handle) {
        return (int) zcRegisterBuffers().call(fd, space, base, length, flags, handle.toLong());
    }

    @Export(name = "linked_onload_zc_unregister_buffers")
    static int onload_zc_unregister_buffers(int fd, Address handle, int flags) {
        return (int) zcUnregisterBuffers().call(fd, handle.toLong(), flags);
    }

    @Export(name = "linked_onload_zc_query_rx_memregs")
    static int onload_zc_query_rx_memregs(int fd, Address iovecs, Address count, int flags) {
        return (int) zcQueryRxMemregs().call(fd, iovecs.toLong(), count.toLong(), flags);
    }

    @Export(name = "linked_onload_zc_hlrx_alloc")
    static int onload_zc_hlrx_alloc(int fd, int flags, Address hlrx) {
        return (int) zcHlrxAlloc().call(fd, flags, hlrx.toLong());
    }

    @Export(name = "linked_onload_zc_hlrx_free")
    static int onload_zc_hlrx_free(Address hlrx) {
        return (int) zcHlrxFree().call(hlrx.toLong());
    }

    @Export(name = "linked_onload_zc_hlrx_buffer_release")
    static int onload_zc_hlrx_buffer_release(int fd, Address buffer) {
        return (int) zcHlrxBufferRelease().call(fd, buffer.toLong());
    }

    @Export(name = "linked_onload_zc_hlrx_recv_copy")
    static long onload_zc_hlrx_recv_copy(Address hlrx, Address message, int flags) {
        return zcHlrxRecvCopy().call(hlrx.toLong(), message.toLong(), flags);
    }

    @Export(name = "linked_onload_zc_hlrx_recv_zc")
    static long onload_zc_hlrx_recv_zc(Address hlrx, Address message, long most, int flags) {
        return zcHlrxRecvZc().call(hlrx.toLong(), message.toLong(), most, flags);
    }

    @Export(name = "linked_onload_zc_hlrx_recv_oob")
    static long onload_zc_hlrx_recv_oob(Address hlrx, Address inband, Address buffer, long length, Address flags) {
        return zcHlrxRecvOob().call(hlrx.toLong(), inband.toLong(), buffer.toLong(), length, flags.toLong());
    }

    @Import(name = "LKOS_PROVIDED(onload_zc_buffer_incref, deny)")
    @Variable
    private static native Provided zcBufferIncref();

    @Import(name = "LKOS_PROVIDED(onload_zc_buffer_decref, deny)")
    @Variable
    private static native Provided zcBufferDecref();

    @Import(name = "LKOS_PROVIDED(onload_zc_register_buffers, deny)")
    @Variable
    private static native Provided zcRegisterBuffers();

    @Import(name = "LKOS_PROVIDED(onload_zc_unregister_buffers, deny)")
    @Variable
    private static native Provided zcUnregisterBuffers();

    @Import(name = "LKOS_PROVIDED(onload_zc_query_rx_memregs, deny)")
    @Variable
    private static native Provided zcQueryRxMemregs();

    @Import(name = "LKOS_PROVIDED(onload_zc_hlrx_alloc, deny)")
    @Variable
    private static native Provided zcHlrxAlloc();

    @Import(name = "LKOS_PROVIDED(onload_zc_hlrx_free, deny)")
    @Variable
    private static native Provided zcHlrxFree();

    @Import(name = "LKOS_PROVIDED(onload_zc_hlrx_buffer_release, deny)")
    @Variable
    private static native Provided zcHlrxBufferRelease();

    @Import(name = "LKOS_PROVIDED(onload_zc_hlrx_recv_copy, deny)")
    @Variable
    private static native Provided zcHlrxRecvCopy();

    @Import(name = "LKOS_PROVIDED(onload_zc_hlrx_recv_zc, deny)")
    @Variable
    private static native Provided zcHlrxRecvZc();

    @Import(name = "LKOS_PROVIDED(onload_zc_hlrx_recv_oob, deny)")
    @Variable
    private static native Provided zcHlrxRecvOob();
}
