// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.stub.Stub;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The functions that only Onload 8 has, in the order of {@code <onload/extensions_zc_hlrx.h>}: a table, no logic. */
@Unmanaged
@StaticInit
final class OnloadHistoricApi {
    private OnloadHistoricApi() {}

    @Export(name = "lkos_onload_zc_buffer_incref")
    static int onload_zc_buffer_incref(int fd, Address buffer) {
        return Stub.deny(zcBufferIncref());
    }

    @Export(name = "lkos_onload_zc_buffer_decref")
    static int onload_zc_buffer_decref(int fd, Address buffer) {
        return Stub.deny(zcBufferDecref());
    }

    @Export(name = "lkos_onload_zc_register_buffers")
    static int onload_zc_register_buffers(int fd, long space, long base, long length, int flags, Address handle) {
        return Stub.deny(zcRegisterBuffers());
    }

    @Export(name = "lkos_onload_zc_unregister_buffers")
    static int onload_zc_unregister_buffers(int fd, Address handle, int flags) {
        return Stub.deny(zcUnregisterBuffers());
    }

    @Export(name = "lkos_onload_zc_query_rx_memregs")
    static int onload_zc_query_rx_memregs(int fd, Address iovecs, Address count, int flags) {
        return Stub.deny(zcQueryRxMemregs());
    }

    @Export(name = "lkos_onload_zc_hlrx_alloc")
    static int onload_zc_hlrx_alloc(int fd, int flags, Address hlrx) {
        return Stub.deny(zcHlrxAlloc());
    }

    @Export(name = "lkos_onload_zc_hlrx_free")
    static int onload_zc_hlrx_free(Address hlrx) {
        return Stub.deny(zcHlrxFree());
    }

    @Export(name = "lkos_onload_zc_hlrx_buffer_release")
    static int onload_zc_hlrx_buffer_release(int fd, Address buffer) {
        return Stub.deny(zcHlrxBufferRelease());
    }

    @Export(name = "lkos_onload_zc_hlrx_recv_copy")
    static long onload_zc_hlrx_recv_copy(Address hlrx, Address message, int flags) {
        return Stub.deny(zcHlrxRecvCopy());
    }

    @Export(name = "lkos_onload_zc_hlrx_recv_zc")
    static long onload_zc_hlrx_recv_zc(Address hlrx, Address message, long most, int flags) {
        return Stub.deny(zcHlrxRecvZc());
    }

    @Export(name = "lkos_onload_zc_hlrx_recv_oob")
    static long onload_zc_hlrx_recv_oob(Address hlrx, Address inband, Address buffer, long length, Address flags) {
        return Stub.deny(zcHlrxRecvOob());
    }

    @Import(name = "\"onload_zc_buffer_incref\"")
    @Variable
    private static native Address zcBufferIncref();

    @Import(name = "\"onload_zc_buffer_decref\"")
    @Variable
    private static native Address zcBufferDecref();

    @Import(name = "\"onload_zc_register_buffers\"")
    @Variable
    private static native Address zcRegisterBuffers();

    @Import(name = "\"onload_zc_unregister_buffers\"")
    @Variable
    private static native Address zcUnregisterBuffers();

    @Import(name = "\"onload_zc_query_rx_memregs\"")
    @Variable
    private static native Address zcQueryRxMemregs();

    @Import(name = "\"onload_zc_hlrx_alloc\"")
    @Variable
    private static native Address zcHlrxAlloc();

    @Import(name = "\"onload_zc_hlrx_free\"")
    @Variable
    private static native Address zcHlrxFree();

    @Import(name = "\"onload_zc_hlrx_buffer_release\"")
    @Variable
    private static native Address zcHlrxBufferRelease();

    @Import(name = "\"onload_zc_hlrx_recv_copy\"")
    @Variable
    private static native Address zcHlrxRecvCopy();

    @Import(name = "\"onload_zc_hlrx_recv_zc\"")
    @Variable
    private static native Address zcHlrxRecvZc();

    @Import(name = "\"onload_zc_hlrx_recv_oob\"")
    @Variable
    private static native Address zcHlrxRecvOob();
}
