// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.provider.Provided;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The functions of {@code <onload/extensions.h>} as libonload_ext has them: a table of where they lead, no logic. */
@Unmanaged
@StaticInit
final class LinkedApi {
    private LinkedApi() {}

    @Export(name = "linked_onload_is_present")
    static int onload_is_present() {
        return (int) isPresent().call();
    }

    @Export(name = "linked_onload_set_stackname")
    static int onload_set_stackname(int who, int scope, Address name) {
        return (int) setStackname().call(who, scope, name.toLong());
    }

    @Export(name = "linked_onload_stackname_save")
    static int onload_stackname_save() {
        return (int) stacknameSave().call();
    }

    @Export(name = "linked_onload_stackname_restore")
    static int onload_stackname_restore() {
        return (int) stacknameRestore().call();
    }

    @Export(name = "linked_onload_stack_opt_set_int")
    static int onload_stack_opt_set_int(Address option, long value) {
        return (int) stackOptSetInt().call(option.toLong(), value);
    }

    @Export(name = "linked_onload_stack_opt_get_int")
    static int onload_stack_opt_get_int(Address option, Address value) {
        return (int) stackOptGetInt().call(option.toLong(), value.toLong());
    }

    @Export(name = "linked_onload_stack_opt_set_str")
    static int onload_stack_opt_set_str(Address option, Address value) {
        return (int) stackOptSetStr().call(option.toLong(), value.toLong());
    }

    @Export(name = "linked_onload_stack_opt_get_str")
    static int onload_stack_opt_get_str(Address option, Address value, Address length) {
        return (int) stackOptGetStr().call(option.toLong(), value.toLong(), length.toLong());
    }

    @Export(name = "linked_onload_stack_opt_reset")
    static int onload_stack_opt_reset() {
        return (int) stackOptReset().call();
    }

    @Export(name = "linked_onload_move_fd")
    static int onload_move_fd(int fd) {
        return (int) moveFd().call(fd);
    }

    @Export(name = "linked_onload_fd_stat")
    static int onload_fd_stat(int fd, Address stat) {
        return (int) fdStat().call(fd, stat.toLong());
    }

    @Export(name = "linked_onload_fd_check_feature")
    static int onload_fd_check_feature(int fd, int feature) {
        return (int) fdCheckFeature().call(fd, feature);
    }

    @Export(name = "linked_onload_thread_set_spin")
    static int onload_thread_set_spin(int type, int spin) {
        return (int) threadSetSpin().call(type, spin);
    }

    @Export(name = "linked_onload_thread_get_spin")
    static int onload_thread_get_spin(Address state) {
        return (int) threadGetSpin().call(state.toLong());
    }

    @Export(name = "linked_onload_ordered_epoll_wait")
    static int onload_ordered_epoll_wait(int epfd, Address events, Address ordered, int maxevents, int timeout) {
        return (int) orderedEpollWait().call(epfd, events.toLong(), ordered.toLong(), maxevents, timeout);
    }

    @Export(name = "linked_onload_get_tcp_info")
    static int onload_get_tcp_info(int fd, Address info, Address length) {
        return (int) getTcpInfo().call(fd, info.toLong(), length.toLong());
    }

    @Export(name = "linked_onload_socket_nonaccel")
    static int onload_socket_nonaccel(int domain, int type, int protocol) {
        return (int) socketNonaccel().call(domain, type, protocol);
    }

    @Export(name = "linked_onload_socket_unicast_nonaccel")
    static int onload_socket_unicast_nonaccel(int domain, int type, int protocol) {
        return (int) socketUnicastNonaccel().call(domain, type, protocol);
    }

    @Export(name = "linked_onload_socket_rx_nonaccel")
    static int onload_socket_rx_nonaccel(int domain, int type, int protocol) {
        return (int) socketRxNonaccel().call(domain, type, protocol);
    }

    @Export(name = "linked_onload_delegated_send_prepare")
    static int onload_delegated_send_prepare(int fd, int size, int flags, Address out) {
        return (int) delegatedSendPrepare().call(fd, size, flags, out.toLong());
    }

    @Export(name = "linked_onload_delegated_send_complete")
    static int onload_delegated_send_complete(int fd, Address iov, int iovlen, int flags) {
        return (int) delegatedSendComplete().call(fd, iov.toLong(), iovlen, flags);
    }

    @Export(name = "linked_onload_delegated_send_cancel")
    static int onload_delegated_send_cancel(int fd) {
        return (int) delegatedSendCancel().call(fd);
    }

    @Export(name = "linked_oo_raw_send")
    static int oo_raw_send(int fd, int hwport, Address iov, int iovcnt) {
        return (int) ooRawSend().call(fd, hwport, iov.toLong(), iovcnt);
    }

    /** Of {@code <onload/extensions_timestamping.h>}. */
    @Export(name = "linked_onload_timestamping_request")
    static int onload_timestamping_request(int fd, int flags) {
        return (int) timestampingRequest().call(fd, flags);
    }

    @Import(name = "LKOS_PROVIDED(onload_is_present, accept)")
    @Variable
    private static native Provided isPresent();

    @Import(name = "LKOS_PROVIDED(onload_set_stackname, accept)")
    @Variable
    private static native Provided setStackname();

    @Import(name = "LKOS_PROVIDED(onload_stackname_save, accept)")
    @Variable
    private static native Provided stacknameSave();

    @Import(name = "LKOS_PROVIDED(onload_stackname_restore, accept)")
    @Variable
    private static native Provided stacknameRestore();

    @Import(name = "LKOS_PROVIDED(onload_stack_opt_set_int, accept)")
    @Variable
    private static native Provided stackOptSetInt();

    @Import(name = "LKOS_PROVIDED(onload_stack_opt_get_int, refuse)")
    @Variable
    private static native Provided stackOptGetInt();

    @Import(name = "LKOS_PROVIDED(onload_stack_opt_set_str, accept)")
    @Variable
    private static native Provided stackOptSetStr();

    @Import(name = "LKOS_PROVIDED(onload_stack_opt_get_str, refuse)")
    @Variable
    private static native Provided stackOptGetStr();

    @Import(name = "LKOS_PROVIDED(onload_stack_opt_reset, accept)")
    @Variable
    private static native Provided stackOptReset();

    @Import(name = "LKOS_PROVIDED(onload_move_fd, accept)")
    @Variable
    private static native Provided moveFd();

    @Import(name = "LKOS_PROVIDED(onload_fd_stat, accept)")
    @Variable
    private static native Provided fdStat();

    @Import(name = "LKOS_PRELOADED(onload_fd_check_feature, deny)")
    @Variable
    private static native Provided fdCheckFeature();

    @Import(name = "LKOS_PROVIDED(onload_thread_set_spin, accept)")
    @Variable
    private static native Provided threadSetSpin();

    @Import(name = "LKOS_PROVIDED(onload_thread_get_spin, deny)")
    @Variable
    private static native Provided threadGetSpin();

    @Import(name = "LKOS_PROVIDED(onload_ordered_epoll_wait, ordered_epoll_wait)")
    @Variable
    private static native Provided orderedEpollWait();

    @Import(name = "LKOS_PROVIDED(onload_get_tcp_info, reject)")
    @Variable
    private static native Provided getTcpInfo();

    @Import(name = "LKOS_PROVIDED(onload_socket_nonaccel, socket)")
    @Variable
    private static native Provided socketNonaccel();

    @Import(name = "LKOS_PROVIDED(onload_socket_unicast_nonaccel, socket)")
    @Variable
    private static native Provided socketUnicastNonaccel();

    @Import(name = "LKOS_PROVIDED(onload_socket_rx_nonaccel, socket)")
    @Variable
    private static native Provided socketRxNonaccel();

    @Import(name = "LKOS_PROVIDED(onload_delegated_send_prepare, disown)")
    @Variable
    private static native Provided delegatedSendPrepare();

    @Import(name = "LKOS_PRELOADED(onload_delegated_send_complete, refuse)")
    @Variable
    private static native Provided delegatedSendComplete();

    @Import(name = "LKOS_PRELOADED(onload_delegated_send_cancel, refuse)")
    @Variable
    private static native Provided delegatedSendCancel();

    @Import(name = "LKOS_PROVIDED(oo_raw_send, refuse)")
    @Variable
    private static native Provided ooRawSend();

    @Import(name = "LKOS_PRELOADED(onload_timestamping_request, deny)")
    @Variable
    private static native Provided timestampingRequest();
}
