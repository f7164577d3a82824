// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: onload_calls COUNT. Makes rounds of each of Onload's calls, on descriptors that it is for. Prints nothing and looks
 * at nothing: what it does is counted, and of a round only the call.
 */
#include "asking.h"
#include "rounds.h"
#include "template.h"
#include "zero_copy.h"
#include <onload/extensions_zc_hlrx.h>
#include <sys/epoll.h>

#define SIZE 100

/* callgrind's --collect-atstart=no, and on for that long. */
#define COUNTED(call)                                                                                                  \
    do {                                                                                                               \
        CALLGRIND_TOGGLE_COLLECT;                                                                                      \
        (call);                                                                                                        \
        CALLGRIND_TOGGLE_COLLECT;                                                                                      \
    } while (0)

#define ROUND_OF(name, call)                                                                                           \
    static void make_##name(void)                                                                                      \
    {                                                                                                                  \
        COUNTED(call);                                                                                                 \
    }

/* Of a call that makes a descriptor. */
#define DESCRIPTOR_ROUND_OF(name, call)                                                                                \
    static void make_##name(void)                                                                                      \
    {                                                                                                                  \
        int fd;                                                                                                        \
                                                                                                                       \
        COUNTED(fd = call);                                                                                            \
        NEED(close(fd));                                                                                               \
    }

extern int oo_raw_send(int fd, int hwport, const struct iovec *iov, int iovcnt);

static struct pair tcp;
static struct pair udp;
static struct pair stamped;
static int unused;
static int epoll;
static char bytes[SIZE];
static char text[64];
static size_t length;
static int64_t number;
static unsigned mask;
static struct iovec piece = {bytes, SIZE};
static struct onload_delegated_send headers;

static void receive_one(int fd)
{
    NEED(read(fd, bytes, sizeof(bytes)));
}

static void make_nothing(void)
{
    COUNTED((void)0);
}

/* ---- extensions.h ---- */

ROUND_OF(onload_is_present, onload_is_present())
ROUND_OF(onload_set_stackname, onload_set_stackname(ONLOAD_ALL_THREADS, ONLOAD_SCOPE_GLOBAL, "name"))
ROUND_OF(onload_stackname_save, onload_stackname_save())
ROUND_OF(onload_stackname_restore, onload_stackname_restore())
ROUND_OF(onload_stack_opt_set_int, onload_stack_opt_set_int("EF_SPIN_USEC", 0))
ROUND_OF(onload_stack_opt_get_int, onload_stack_opt_get_int("EF_SPIN_USEC", &number))
ROUND_OF(onload_stack_opt_set_str, onload_stack_opt_set_str("EF_SCALABLE_FILTERS", ""))
ROUND_OF(onload_stack_opt_reset, onload_stack_opt_reset())
ROUND_OF(onload_move_fd, onload_move_fd(unused))
ROUND_OF(onload_fd_check_feature, onload_fd_check_feature(tcp.sender, ONLOAD_FD_FEAT_MSG_WARM))
ROUND_OF(onload_thread_set_spin, onload_thread_set_spin(ONLOAD_SPIN_ALL, 0))
ROUND_OF(onload_thread_get_spin, onload_thread_get_spin(&mask))
ROUND_OF(onload_delegated_send_prepare, onload_delegated_send_prepare(tcp.sender, SIZE, 0, &headers))
ROUND_OF(onload_delegated_send_complete, onload_delegated_send_complete(tcp.sender, &piece, 1, 0))
ROUND_OF(onload_delegated_send_cancel, onload_delegated_send_cancel(tcp.sender))
ROUND_OF(oo_raw_send, oo_raw_send(tcp.sender, 0, &piece, 1))
DESCRIPTOR_ROUND_OF(onload_socket_nonaccel, onload_socket_nonaccel(AF_INET, SOCK_DGRAM, 0))
DESCRIPTOR_ROUND_OF(onload_socket_unicast_nonaccel, onload_socket_unicast_nonaccel(AF_INET, SOCK_DGRAM, 0))
DESCRIPTOR_ROUND_OF(onload_socket_rx_nonaccel, onload_socket_rx_nonaccel(AF_INET, SOCK_DGRAM, 0))

static void make_onload_stack_opt_get_str(void)
{
    length = sizeof(text);
    COUNTED(onload_stack_opt_get_str("EF_SCALABLE_FILTERS", text, &length));
}

/* The name that it gives is from malloc, and counted. */
static void make_onload_fd_stat(void)
{
    struct onload_stat stat = {.stack_name = NULL};

    COUNTED(onload_fd_stat(tcp.sender, &stat));
    free(stat.stack_name);
}

static void make_onload_get_tcp_info(void)
{
    struct onload_tcp_info info;
    int room = sizeof(info);

    COUNTED(onload_get_tcp_info(tcp.sender, &info, &room));
}

static void make_onload_ordered_epoll_wait(void)
{
    struct epoll_event event;
    struct onload_ordered_epoll_event ordered;

    NEED(write(stamped.sender, bytes, SIZE));
    COUNTED(onload_ordered_epoll_wait(epoll, &event, &ordered, 1, 0));
    receive_one(stamped.receiver);
}

/* ---- extensions_timestamping.h ---- */

ROUND_OF(onload_timestamping_request, onload_timestamping_request(unused, ONLOAD_TIMESTAMPING_FLAG_RX_NIC))

/* ---- extensions_zc.h ---- */

static struct onload_zc_iovec buffer;
static onload_template_handle handle;

ROUND_OF(onload_zc_await_stack_sync, onload_zc_await_stack_sync(tcp.sender))

static void make_onload_zc_alloc_buffers(void)
{
    COUNTED(onload_zc_alloc_buffers(tcp.sender, &buffer, 1, ONLOAD_ZC_BUFFER_HDR_TCP));
    NEED(release_buffer(tcp.sender, buffer));
}

static void make_onload_zc_release_buffers(void)
{
    buffer = allocate_buffer(tcp.sender);
    COUNTED(onload_zc_release_buffers(tcp.sender, &buffer.buf, 1));
}

static void make_onload_zc_send(void)
{
    struct onload_zc_mmsg message = message_of(tcp.sender, &buffer, 1);

    buffer = buffer_of(tcp.sender, "message");
    COUNTED(onload_zc_send(&message, 1, 0));
    receive_one(tcp.receiver);
}

static enum onload_zc_callback_rc see(struct onload_zc_recv_args *arguments, int flags)
{
    (void)arguments;
    (void)flags;
    return ONLOAD_ZC_CONTINUE;
}

static void make_onload_zc_recv(void)
{
    struct onload_zc_recv_args arguments = {.cb = see, .flags = ONLOAD_MSG_DONTWAIT};

    NEED(write(udp.sender, bytes, SIZE));
    COUNTED(onload_zc_recv(udp.receiver, &arguments));
}

static void make_onload_recvmsg_kernel(void)
{
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};

    COUNTED(onload_recvmsg_kernel(udp.receiver, &message, 0));
}

static void make_onload_msg_template_alloc(void)
{
    COUNTED(onload_msg_template_alloc(tcp.sender, &piece, 1, &handle, 0));
    NEED(onload_msg_template_abort(tcp.sender, handle));
}

static void make_onload_msg_template_update(void)
{
    NEED(allocate_template(tcp.sender, bytes, SIZE, &handle));
    COUNTED(onload_msg_template_update(tcp.sender, handle, NULL, 0, SEND_NOW));
    receive_one(tcp.receiver);
}

static void make_onload_msg_template_abort(void)
{
    NEED(allocate_template(tcp.sender, bytes, SIZE, &handle));
    COUNTED(onload_msg_template_abort(tcp.sender, handle));
}

static enum onload_zc_callback_rc pass(struct onload_zc_msg *message, void *argument, int flags)
{
    (void)message;
    (void)argument;
    (void)flags;
    return ONLOAD_ZC_CONTINUE;
}

ROUND_OF(onload_set_recv_filter, onload_set_recv_filter(unused, pass, NULL, 0))

/* ---- extensions_zc_hlrx.h ---- */

ROUND_OF(onload_zc_buffer_incref, onload_zc_buffer_incref(tcp.sender, NULL))
ROUND_OF(onload_zc_buffer_decref, onload_zc_buffer_decref(tcp.sender, NULL))
ROUND_OF(onload_zc_register_buffers, onload_zc_register_buffers(tcp.sender, 0, 0, 0, 0, NULL))
ROUND_OF(onload_zc_unregister_buffers, onload_zc_unregister_buffers(tcp.sender, NULL, 0))
ROUND_OF(onload_zc_query_rx_memregs, onload_zc_query_rx_memregs(tcp.sender, NULL, NULL, 0))
ROUND_OF(onload_zc_hlrx_alloc, onload_zc_hlrx_alloc(tcp.sender, 0, NULL))
ROUND_OF(onload_zc_hlrx_free, onload_zc_hlrx_free(NULL))
ROUND_OF(onload_zc_hlrx_buffer_release, onload_zc_hlrx_buffer_release(tcp.sender, NULL))
ROUND_OF(onload_zc_hlrx_recv_copy, onload_zc_hlrx_recv_copy(NULL, NULL, 0))
ROUND_OF(onload_zc_hlrx_recv_zc, onload_zc_hlrx_recv_zc(NULL, NULL, 1, 0))
ROUND_OF(onload_zc_hlrx_recv_oob, onload_zc_hlrx_recv_oob(NULL, NULL, NULL, 0, NULL))

#define NAMED(name) {#name, make_##name}

/* In the order of the headers; what changes how other calls go comes last. */
static const struct {
    const char *name;
    void (*make)(void);
} calls[] = {
    NAMED(nothing),
    NAMED(onload_is_present),
    NAMED(onload_set_stackname),
    NAMED(onload_stackname_save),
    NAMED(onload_stackname_restore),
    NAMED(onload_stack_opt_set_int),
    NAMED(onload_stack_opt_get_int),
    NAMED(onload_stack_opt_set_str),
    NAMED(onload_stack_opt_get_str),
    NAMED(onload_stack_opt_reset),
    NAMED(onload_move_fd),
    NAMED(onload_fd_stat),
    NAMED(onload_fd_check_feature),
    NAMED(onload_thread_set_spin),
    NAMED(onload_thread_get_spin),
    NAMED(onload_ordered_epoll_wait),
    NAMED(onload_get_tcp_info),
    NAMED(onload_socket_nonaccel),
    NAMED(onload_socket_unicast_nonaccel),
    NAMED(onload_socket_rx_nonaccel),
    NAMED(onload_delegated_send_prepare),
    NAMED(onload_delegated_send_complete),
    NAMED(onload_delegated_send_cancel),
    NAMED(oo_raw_send),
    NAMED(onload_zc_await_stack_sync),
    NAMED(onload_zc_alloc_buffers),
    NAMED(onload_zc_release_buffers),
    NAMED(onload_zc_recv),
    NAMED(onload_zc_send),
    NAMED(onload_recvmsg_kernel),
    NAMED(onload_msg_template_alloc),
    NAMED(onload_msg_template_update),
    NAMED(onload_msg_template_abort),
    NAMED(onload_zc_buffer_incref),
    NAMED(onload_zc_buffer_decref),
    NAMED(onload_zc_register_buffers),
    NAMED(onload_zc_unregister_buffers),
    NAMED(onload_zc_query_rx_memregs),
    NAMED(onload_zc_hlrx_alloc),
    NAMED(onload_zc_hlrx_free),
    NAMED(onload_zc_hlrx_buffer_release),
    NAMED(onload_zc_hlrx_recv_copy),
    NAMED(onload_zc_hlrx_recv_zc),
    NAMED(onload_zc_hlrx_recv_oob),
    NAMED(onload_timestamping_request),
    NAMED(onload_set_recv_filter),
};

static void open_set(void)
{
    struct epoll_event event = {.events = EPOLLIN};

    epoll = NEED(epoll_create1(0));
    stamped = open_udp_pair("ipv4");
    NEED(epoll_ctl(epoll, EPOLL_CTL_ADD, stamped.receiver, &event));
}

int main(int, char **argv)
{
    int count = atoi(argv[1]);

    tcp = open_tcp_pair("ipv4");
    udp = open_udp_pair("ipv4");
    unused = open_socket("udp", "ipv4");
    open_set();
    for (size_t i = 0; i < COUNT(calls); i++)
        count_rounds(calls[i].name, calls[i].make, count);
    return 0;
}
