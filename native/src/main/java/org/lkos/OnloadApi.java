// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.emulation.Emulation;
import org.lkos.endpoints.ConnectionInfo;
import org.lkos.endpoints.Creation;
import org.lkos.endpoints.EndpointAnswers;
import org.lkos.endpoints.Move;
import org.lkos.onload.OnloadExtensions.onload_stat;
import org.lkos.options.DialectOptions;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.settings.StackSettings;
import org.lkos.spin.SpinMask;
import org.lkos.stacks.StackNames;
import org.lkos.stub.Stub;
import org.lkos.templates.Templates;
import org.lkos.wireorder.OrderedEvents;
import org.lkos.wireorder.UnorderedEvents;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** Onload's own functions, in the order of {@code <onload/extensions.h>}: a table, no logic. */
@Unmanaged
@StaticInit
final class OnloadApi {
    private OnloadApi() {}

    /** Ours: 1, and its mere existence tells one copy of the library from other libraries. */
    @Export(name = "lkos_lkos_present")
    static int lkos_present() {
        return 1;
    }

    @Export(name = "lkos_onload_is_present")
    static int onload_is_present() {
        return Emulation.isOn() ? 1 : 0;
    }

    @Export(name = "lkos_onload_set_stackname")
    static int onload_set_stackname(int who, int scope, Address name) {
        return Emulation.isOn() ? Errno.result(StackNames.set(who, scope, name)) : Stub.accept(setStackname());
    }

    @Export(name = "lkos_onload_stackname_save")
    static int onload_stackname_save() {
        return Emulation.isOn() ? StackNames.save() : Stub.accept(stacknameSave());
    }

    @Export(name = "lkos_onload_stackname_restore")
    static int onload_stackname_restore() {
        return Emulation.isOn() ? StackNames.restore() : Stub.accept(stacknameRestore());
    }

    @Export(name = "lkos_onload_stack_opt_set_int")
    static int onload_stack_opt_set_int(Address option, long value) {
        return Emulation.isOn() ? StackSettings.setInt(option, value) : Stub.accept(stackOptSetInt());
    }

    @Export(name = "lkos_onload_stack_opt_get_int")
    static int onload_stack_opt_get_int(Address option, Address value) {
        return Emulation.isOn() ? StackSettings.getInt(option, value) : Stub.refuse(stackOptGetInt());
    }

    @Export(name = "lkos_onload_stack_opt_set_str")
    static int onload_stack_opt_set_str(Address option, Address value) {
        return Emulation.isOn() ? StackSettings.setText(option, value) : Stub.accept(stackOptSetStr());
    }

    @Export(name = "lkos_onload_stack_opt_get_str")
    static int onload_stack_opt_get_str(Address option, Address value, Address length) {
        return Emulation.isOn() ? StackSettings.getText(option, value, length) : Stub.refuse(stackOptGetStr());
    }

    @Export(name = "lkos_onload_stack_opt_reset")
    static int onload_stack_opt_reset() {
        return Emulation.isOn() ? StackSettings.reset() : Stub.accept(stackOptReset());
    }

    @Export(name = "lkos_onload_move_fd")
    static int onload_move_fd(int fd) {
        return Emulation.isOn() ? Move.move(fd, Templates.areFor(fd)) : Stub.accept(moveFd());
    }

    @Export(name = "lkos_onload_fd_stat")
    static int onload_fd_stat(int fd, onload_stat stat) {
        return Emulation.isOn() ? EndpointAnswers.stat(fd, stat) : 0;
    }

    @Export(name = "lkos_onload_fd_check_feature")
    static int onload_fd_check_feature(int fd, int feature) {
        return EndpointAnswers.hasFeature(fd, feature);
    }

    @Export(name = "lkos_onload_thread_set_spin")
    static int onload_thread_set_spin(int type, int spin) {
        return Emulation.isOn() ? SpinMask.set(type, spin) : Stub.accept(threadSetSpin());
    }

    @Export(name = "lkos_onload_thread_get_spin")
    static int onload_thread_get_spin(Address state) {
        return Emulation.isOn() ? SpinMask.get(state) : Stub.deny(threadGetSpin());
    }

    @Export(name = "lkos_onload_ordered_epoll_wait")
    static int onload_ordered_epoll_wait(int epfd, Address events, Address ordered, int maxevents, int timeout) {
        return Emulation.isOn()
                ? OrderedEvents.await(epfd, events, ordered, maxevents, timeout)
                : UnorderedEvents.await(epfd, events, ordered, maxevents, timeout);
    }

    @Export(name = "lkos_onload_get_tcp_info")
    static int onload_get_tcp_info(int fd, Address info, Address length) {
        return Emulation.isOn() ? Errno.result(ConnectionInfo.get(fd, info, length)) : Stub.reject(getTcpInfo());
    }

    @Export(name = "lkos_onload_socket_nonaccel")
    static int onload_socket_nonaccel(int domain, int type, int protocol) {
        int fd = SysSocket.socket(domain, type, protocol);
        return Emulation.isOn() ? Creation.kernelSocket(fd, domain, type, protocol) : fd;
    }

    @Export(name = "lkos_onload_socket_unicast_nonaccel")
    static int onload_socket_unicast_nonaccel(int domain, int type, int protocol) {
        int fd = SysSocket.socket(domain, type, protocol);
        return Emulation.isOn() ? Creation.partialSocket(fd, domain, type, protocol) : fd;
    }

    @Export(name = "lkos_onload_socket_rx_nonaccel")
    static int onload_socket_rx_nonaccel(int domain, int type, int protocol) {
        int fd = SysSocket.socket(domain, type, protocol);
        return Emulation.isOn() ? Creation.partialSocket(fd, domain, type, protocol) : fd;
    }

    @Export(name = "lkos_onload_delegated_send_prepare")
    static int onload_delegated_send_prepare(int fd, int size, int flags, Address out) {
        return Stub.disown(delegatedSendPrepare());
    }

    @Export(name = "lkos_onload_delegated_send_complete")
    static int onload_delegated_send_complete(int fd, Address iov, int iovlen, int flags) {
        return Stub.exclude();
    }

    @Export(name = "lkos_onload_delegated_send_cancel")
    static int onload_delegated_send_cancel(int fd) {
        return Stub.exclude();
    }

    @Export(name = "lkos_oo_raw_send")
    static int oo_raw_send(int fd, int hwport, Address iov, int iovcnt) {
        return Stub.refuse(ooRawSend());
    }

    /** Of {@code <onload/extensions_timestamping.h>}. */
    @Export(name = "lkos_onload_timestamping_request")
    static int onload_timestamping_request(int fd, int flags) {
        return DialectOptions.request(fd, flags);
    }

    @Import(name = "\"onload_set_stackname\"")
    @Variable
    private static native Address setStackname();

    @Import(name = "\"onload_stackname_save\"")
    @Variable
    private static native Address stacknameSave();

    @Import(name = "\"onload_stackname_restore\"")
    @Variable
    private static native Address stacknameRestore();

    @Import(name = "\"onload_stack_opt_set_int\"")
    @Variable
    private static native Address stackOptSetInt();

    @Import(name = "\"onload_stack_opt_get_int\"")
    @Variable
    private static native Address stackOptGetInt();

    @Import(name = "\"onload_stack_opt_set_str\"")
    @Variable
    private static native Address stackOptSetStr();

    @Import(name = "\"onload_stack_opt_get_str\"")
    @Variable
    private static native Address stackOptGetStr();

    @Import(name = "\"onload_stack_opt_reset\"")
    @Variable
    private static native Address stackOptReset();

    @Import(name = "\"onload_move_fd\"")
    @Variable
    private static native Address moveFd();

    @Import(name = "\"onload_thread_set_spin\"")
    @Variable
    private static native Address threadSetSpin();

    @Import(name = "\"onload_thread_get_spin\"")
    @Variable
    private static native Address threadGetSpin();

    @Import(name = "\"onload_get_tcp_info\"")
    @Variable
    private static native Address getTcpInfo();

    @Import(name = "\"onload_delegated_send_prepare\"")
    @Variable
    private static native Address delegatedSendPrepare();

    @Import(name = "\"oo_raw_send\"")
    @Variable
    private static native Address ooRawSend();
}
