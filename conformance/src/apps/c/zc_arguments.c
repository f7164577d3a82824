// SPDX-License-Identifier: GPL-2.0-only
/* The zero-copy calls with every kind of descriptor, and with pointers and numbers that make no sense. */
#include "zc_receive.h"
#include "pages.h"
#include <fcntl.h>
#include <linux/if_packet.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262
#endif

static struct onload_zc_iovec iovecs[4];
static onload_zc_handle handles[4];

static enum onload_zc_callback_rc go_on(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    call_of(arguments)->shown++;
    return ONLOAD_ZC_CONTINUE;
}

static void every_call_on(const char *what, int fd)
{
    struct msghdr message = {0};
    struct call call;

    errno = UNTOUCHED;
    int allocated = onload_zc_alloc_buffers(fd, iovecs, 1, ONLOAD_ZC_BUFFER_HDR_TCP);
    handles[0] = iovecs[0].buf;
    int released = onload_zc_release_buffers(fd, handles, allocated == 0 ? 1 : 0);
    int received = receive_zero_copy(fd, &call, go_on, ONLOAD_MSG_DONTWAIT);
    int synchronised = onload_zc_await_stack_sync(fd);
    int untouched = errno == UNTOUCHED;
    int from_kernel = onload_recvmsg_kernel(fd, &message, 0);
    fact("%s: alloc %d, release %d, recv %d, sync %d%s, kernel %d %s", what, allocated, released, received,
         synchronised, untouched ? "" : " touched errno", from_kernel, error_name(errno));
}

static int closed_after_use(void)
{
    int fd = open_socket("udp", "ipv4");

    NEED(onload_zc_alloc_buffers(fd, iovecs, 1, ONLOAD_ZC_BUFFER_HDR_UDP));
    NEED(onload_zc_release_buffers(fd, &iovecs->buf, 1));
    close(fd);
    return fd;
}

/* The descriptor is to blame, not memory that nobody has asked about before. */
static void closed(void)
{
    int fd = closed_after_use();
    fact("used and closed: release %d", onload_zc_release_buffers(fd, at_page_end(sizeof(*handles)), 1));
    fd = closed_after_use();
    fact("used and closed: recv %d", onload_zc_recv(fd, at_page_end(sizeof(struct onload_zc_recv_args))));
}

/* The numbers of descriptors are used again, so that what is remembered of one must not count for the next. */
static void descriptors(void)
{
    int ends[2];
    union address address;
    int fd = open_socket("udp", "ipv4");

    every_call_on("udp", fd);
    NEED(dup2(NEED(eventfd(0, 0)), fd));
    every_call_on("eventfd", fd);
    NEED(dup2(open_socket("udp", "ipv6"), fd));
    every_call_on("udp6", fd);
    close(fd);
    every_call_on("closed", fd);
    fd = open_socket("tcp", "ipv4");
    every_call_on("tcp", fd);
    address = bind_loopback(fd, "ipv4");
    NEED(listen(fd, 1));
    every_call_on("listening", fd);
    int client = open_socket("tcp", "ipv4");
    NEED(connect(client, &address.any, sizeof(address)));
    every_call_on("connected", client);
    int multipath = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
    if (multipath >= 0)
        every_call_on("multipath", multipath);
    close(fd);
    close(client);
    NEED(pipe(ends));
    every_call_on("pipe", ends[0]);
    close(ends[0]);
    close(ends[1]);
    NEED(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    every_call_on("unix datagrams", ends[0]);
    NEED(dup2(NEED(socket(AF_NETLINK, SOCK_DGRAM, 6)), ends[0]));
    every_call_on("netlink of protocol 6", ends[0]);
    every_call_on("file", NEED(open("/proc/self/exe", O_RDONLY)));
    every_call_on("epoll", NEED(epoll_create1(0)));
    every_call_on("-1", -1);
    every_call_on("high number", 1 << 20);
    every_call_on("INT_MAX", 0x7fffffff);
}

static void allocations(void)
{
    int fd = open_socket("udp", "ipv4");

    ANSWER("none", onload_zc_alloc_buffers(fd, NULL, 0, ONLOAD_ZC_BUFFER_HDR_NONE));
    ANSWER("fewer", onload_zc_alloc_buffers(fd, iovecs, -1, ONLOAD_ZC_BUFFER_HDR_NONE));
    ANSWER("too many", onload_zc_alloc_buffers(fd, iovecs, 0x7fffffff, ONLOAD_ZC_BUFFER_HDR_NONE));
    ANSWER("null", onload_zc_alloc_buffers(fd, NULL, 1, ONLOAD_ZC_BUFFER_HDR_NONE));
    ANSWER("16", onload_zc_alloc_buffers(fd, (void *)16, 1, ONLOAD_ZC_BUFFER_HDR_NONE));
    ANSWER("unmapped", onload_zc_alloc_buffers(fd, unmapped(), 1, ONLOAD_ZC_BUFFER_HDR_NONE));
    ANSWER("beyond a page", onload_zc_alloc_buffers(fd, at_page_end(48), 2, ONLOAD_ZC_BUFFER_HDR_NONE));
    ANSWER("read-only", onload_zc_alloc_buffers(fd, read_only(), 1, ONLOAD_ZC_BUFFER_HDR_NONE));
    ANSWER("up to the end of a page", onload_zc_alloc_buffers(fd, at_page_end(64), 2, ONLOAD_ZC_BUFFER_HDR_NONE));
    for (int type = 0; type <= 2; type++) {
        memset(iovecs, 0x5a, sizeof(iovecs));
        ANSWER("one", onload_zc_alloc_buffers(fd, iovecs, 1, type));
        fact("room %s, flags %d, unused %p", iovecs[0].iov_len >= 1472 && iovecs[0].iov_len <= 1856 ? "enough" : "odd",
             iovecs[0].iov_flags, iovecs[0].unused);
        memset(iovecs[0].iov_base, 0x5a, iovecs[0].iov_len);
        handles[type] = iovecs[0].buf;
    }
    ANSWER("release", onload_zc_release_buffers(fd, handles, 3));
}

static void releases(void)
{
    int fd = open_socket("udp", "ipv4");

    ANSWER("none", onload_zc_release_buffers(fd, NULL, 0));
    ANSWER("fewer", onload_zc_release_buffers(fd, handles, -1));
    ANSWER("null", onload_zc_release_buffers(fd, NULL, 1));
    ANSWER("unmapped", onload_zc_release_buffers(fd, unmapped(), 1));
    ANSWER("beyond a page", onload_zc_release_buffers(fd, at_page_end(8), 2));
    ANSWER("too many", onload_zc_release_buffers(fd, handles, 0x7fffffff));
}

static void receive_with(const char *what, int fd, struct call *call)
{
    errno = UNTOUCHED;
    int status = onload_zc_recv(fd, &call->arguments);
    fact("%s: %d %s, shown %d", what, status, error_name(errno), call->shown);
}

static void receives(const char *protocol)
{
    struct pair pair = open_pair(protocol, "ipv4");
    struct call call;

    for (int i = 0; i < 3; i++)
        NEED(send(pair.sender, "x", 1, 0));
    await(pair.receiver, POLLIN);
    ANSWER("null", onload_zc_recv(pair.receiver, NULL));
    ANSWER("8", onload_zc_recv(pair.receiver, (void *)8));
    ANSWER("unmapped", onload_zc_recv(pair.receiver, unmapped()));
    ANSWER("beyond a page", onload_zc_recv(pair.receiver, at_page_end(80)));
    prepare_call(&call, NULL, 0);
    receive_with("no callback", pair.receiver, &call);
    prepare_call(&call, go_on, 0);
    call.arguments.msg.msghdr.msg_name = unmapped();
    receive_with("unmapped name", pair.receiver, &call);
    prepare_call(&call, go_on, 0);
    call.arguments.msg.msghdr.msg_namelen = -1;
    receive_with("name of less than nothing", pair.receiver, &call);
    prepare_call(&call, go_on, 0);
    call.arguments.msg.msghdr.msg_control = unmapped();
    receive_with("unmapped control data", pair.receiver, &call);
    prepare_call(&call, go_on, 0);
    call.arguments.msg.msghdr.msg_controllen = -1;
    receive_with("control data of less than nothing", pair.receiver, &call);
    for (int bit = 0; bit < 31; bit++)
        if (1 << bit != ONLOAD_MSG_DONTWAIT && 1 << bit != ONLOAD_MSG_RECV_OS_INLINE && !is_tcp(protocol)) {
            prepare_call(&call, go_on, 1 << bit);
            ANSWER("flag", onload_zc_recv(pair.receiver, &call.arguments));
        }
    prepare_call(&call, go_on, ONLOAD_MSG_DONTWAIT);
    call.arguments.msg.msghdr.msg_name = NULL;
    call.arguments.msg.msghdr.msg_control = NULL;
    onload_zc_recv(pair.receiver, &call.arguments);
    fact("all there: %s", call.shown == (is_tcp(protocol) ? 1 : 3) ? "yes" : "no");
    close_pair(pair);
}

int main(void)
{
    closed();
    descriptors();
    fact("alloc");
    allocations();
    fact("release");
    releases();
    fact("udp");
    receives("udp");
    fact("tcp");
    receives("tcp");
    return 0;
}
