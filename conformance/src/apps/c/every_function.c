// SPDX-License-Identifier: GPL-2.0-only
/*
 * Calls every function of the extensions API on a descriptor of -1 and null pointers, and prints what it answers. It is
 * C and C++, and has the function bound in one of the ways that applications have: by the linker, as a weak symbol, by
 * dlsym() in the default scope or on a handle of libonload_ext. LIBRARY leaves main() out.
 */
#include <onload/extensions.h>
#include <onload/extensions_zc.h>
#include <onload/extensions_zc_hlrx.h>

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define UNTOUCHED 4711

#ifdef __cplusplus
extern "C" {
#endif

extern int oo_raw_send(int fd, int hwport, const struct iovec *iov, int iovcnt);
extern int every_function(void);

#ifdef __cplusplus
}
#endif

#if defined(BY_HANDLE)
static void *find(const char *name)
{
    static void *handle;

    if (!handle)
        handle = dlopen("libonload_ext.so.1", RTLD_NOW | RTLD_LOCAL);
    return handle ? dlsym(handle, name) : NULL;
}
#define BOUND(function) ((__typeof__(&function))find(#function))
#elif defined(BY_DEFAULT)
#define BOUND(function) ((__typeof__(&function))dlsym(RTLD_DEFAULT, #function))
#else
#define BOUND(function) (&function)
#endif

#ifdef WEAK
#define PRAGMA(text) _Pragma(#text)
#define WEAKEN(function) PRAGMA(weak function)
#else
#define WEAKEN(function)
#endif

#define CALL(function, ...) \
    do { \
        WEAKEN(function) \
        __typeof__(&function) bound = BOUND(function); \
        errno = UNTOUCHED; \
        if (bound) \
            tell(#function, (long)bound(__VA_ARGS__)); \
        else \
            printf("%s absent\n", #function); \
    } while (0)

static void tell(const char *name, long answer)
{
    int error = errno;

    if (strstr(name, "_socket_") && answer >= 0 && error == UNTOUCHED) {
        close((int)answer);
        printf("%s socket\n", name);
    } else if (error == UNTOUCHED) {
        printf("%s %ld\n", name, answer);
    } else {
        printf("%s %ld %s\n", name, answer, strerrorname_np(error));
    }
}

static void extensions(void)
{
    CALL(onload_is_present);
    CALL(onload_set_stackname, ONLOAD_THIS_THREAD, ONLOAD_SCOPE_THREAD, NULL);
    CALL(onload_stackname_save);
    CALL(onload_stackname_restore);
    CALL(onload_stack_opt_set_int, NULL, 0);
    CALL(onload_stack_opt_get_int, NULL, NULL);
    CALL(onload_stack_opt_set_str, NULL, NULL);
    CALL(onload_stack_opt_get_str, NULL, NULL, NULL);
    CALL(onload_stack_opt_reset);
    CALL(onload_fd_stat, -1, NULL);
    CALL(onload_fd_check_feature, -1, ONLOAD_FD_FEAT_MSG_WARM);
    CALL(onload_thread_set_spin, ONLOAD_SPIN_ALL, 1);
    CALL(onload_thread_get_spin, NULL);
    CALL(onload_ordered_epoll_wait, -1, NULL, NULL, 1, 0);
    CALL(onload_move_fd, -1);
    CALL(onload_delegated_send_prepare, -1, 1, 0, NULL);
    CALL(onload_delegated_send_complete, -1, NULL, 0, 0);
    CALL(onload_delegated_send_cancel, -1);
    CALL(onload_get_tcp_info, -1, NULL, NULL);
    CALL(onload_socket_nonaccel, AF_INET, SOCK_DGRAM, 0);
    CALL(onload_socket_unicast_nonaccel, AF_INET, SOCK_DGRAM, 0);
    CALL(onload_socket_rx_nonaccel, AF_INET, SOCK_DGRAM, 0);
    CALL(onload_timestamping_request, -1, ONLOAD_TIMESTAMPING_FLAG_RX_NIC);
}

static void zero_copy(void)
{
    CALL(onload_zc_await_stack_sync, -1);
    CALL(onload_zc_alloc_buffers, -1, NULL, 1, ONLOAD_ZC_BUFFER_HDR_NONE);
    CALL(onload_zc_release_buffers, -1, NULL, 1);
    CALL(onload_zc_recv, -1, NULL);
    CALL(onload_zc_send, NULL, 1, 0);
    CALL(onload_set_recv_filter, -1, NULL, NULL, 0);
    CALL(onload_recvmsg_kernel, -1, NULL, 0);
    CALL(onload_msg_template_alloc, -1, NULL, 1, NULL, 0);
    CALL(onload_msg_template_update, -1, NULL, NULL, 1, 0);
    CALL(onload_msg_template_abort, -1, NULL);
}

static void historic(void)
{
    CALL(onload_zc_buffer_incref, -1, NULL);
    CALL(onload_zc_buffer_decref, -1, NULL);
    CALL(onload_zc_register_buffers, -1, 0, 0, 0, 0, NULL);
    CALL(onload_zc_unregister_buffers, -1, NULL, 0);
    CALL(onload_zc_query_rx_memregs, -1, NULL, NULL, 0);
    CALL(onload_zc_hlrx_alloc, -1, 0, NULL);
    CALL(onload_zc_hlrx_free, NULL);
    CALL(onload_zc_hlrx_buffer_release, -1, NULL);
    CALL(onload_zc_hlrx_recv_copy, NULL, NULL, 0);
    CALL(onload_zc_hlrx_recv_zc, NULL, NULL, 1, 0);
    CALL(onload_zc_hlrx_recv_oob, NULL, NULL, NULL, 0, NULL);
}

int every_function(void)
{
    extensions();
    zero_copy();
    historic();
    CALL(oo_raw_send, -1, 0, NULL, 0);
    return 0;
}

#ifndef LIBRARY
int main(void)
{
    return every_function();
}
#endif
