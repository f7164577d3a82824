// SPDX-License-Identifier: GPL-2.0-only
/* Onload's calls that move data, on sockets that are accelerated and on those that are left to the kernel. */
#include "app.h"
#include "onload.h"
#include <linux/net_tstamp.h>
#include <onload/extensions_zc.h>

static enum onload_zc_callback_rc drop(struct onload_zc_recv_args *args, int flags)
{
    (void)args;
    (void)flags;
    return ONLOAD_ZC_CONTINUE;
}

static enum onload_zc_callback_rc show(struct onload_zc_msg *message, void *argument, int flags)
{
    (void)message;
    (void)argument;
    (void)flags;
    return ONLOAD_ZC_CONTINUE;
}

static void buffers(const char *what, int fd)
{
    struct onload_zc_recv_args args = {.cb = drop, .flags = ONLOAD_MSG_DONTWAIT};
    struct onload_zc_mmsg message = {.fd = fd};
    struct onload_zc_iovec buffer;
    int allocated = onload_zc_alloc_buffers(fd, &buffer, 1, ONLOAD_ZC_BUFFER_HDR_TCP);
    int released = onload_zc_release_buffers(fd, &buffer.buf, allocated == 0 ? 1 : 0);
    int sent = onload_zc_send(&message, 1, 0);

    fact("%s: alloc %d, release %d, send %d %d, receive %d, sync %d", what, allocated, released, sent, message.rc,
         onload_zc_recv(fd, &args), onload_zc_await_stack_sync(fd));
}

static void others(const char *what, int fd)
{
    struct iovec data = {.iov_base = "data", .iov_len = 4};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    onload_template_handle handle = NULL;
    int made = onload_msg_template_alloc(fd, &data, 1, &handle, 0);
    int updated = onload_msg_template_update(fd, handle, NULL, 0, 0);
    int aborted = onload_msg_template_abort(fd, handle);
    int filtered = onload_set_recv_filter(fd, show, NULL, 0);
    int of_kernel = onload_recvmsg_kernel(fd, &message, 0);

    fact("%s: template %d %d %d, filter %d, recvmsg_kernel %d, stamps %d", what, made, updated, aborted, filtered,
         of_kernel, onload_timestamping_request(fd, 0));
}

static const char *answer(int result)
{
    return result == 0 ? "0" : error_name(errno);
}

static const char *ask(int fd, int option, int flags)
{
    return answer(setsockopt(fd, SOL_SOCKET, option, &flags, sizeof(flags)));
}

/* Requests for stamps as the kernel knows them, and in Onload's own forms. */
static void stamps(const char *what, int fd)
{
    int flags = SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;
    socklen_t size = sizeof(flags);
    const char *standard = ask(fd, SO_TIMESTAMPING, flags), *records = ask(fd, SO_TIMESTAMPING_OOEXT, flags);
    const char *asked = answer(getsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING_OOEXT, &flags, &size));
    const char *stream = ask(fd, SO_TIMESTAMPING, flags | ONLOAD_SOF_TIMESTAMPING_STREAM);

    fact("%s: standard %s, records %s %s, stream %s", what, standard, records, asked, stream);
}

static void calls(const char *what, int fd)
{
    buffers(what, fd);
    others(what, fd);
    stamps(what, fd);
}

/* Whoever has the socket, nothing may leave. */
static void warm(const char *what, struct pair pair)
{
    char data[4];
    ssize_t sent = send(pair.sender, "warm", 4, ONLOAD_MSG_WARM);
    ssize_t got = recv(pair.receiver, data, sizeof(data), MSG_DONTWAIT);

    fact("%s: warm send %zd, received %zd", what, sent, got);
}

static void pairs(const char *whose)
{
    struct pair udp = open_pair("udp", "ipv4"), tcp = open_pair("tcp", "ipv4");
    char what[32];

    snprintf(what, sizeof(what), "%s udp", whose);
    warm(what, udp);
    calls(what, udp.sender);
    snprintf(what, sizeof(what), "%s tcp", whose);
    warm(what, tcp);
    calls(what, tcp.sender);
    snprintf(what, sizeof(what), "%s accepted", whose);
    calls(what, tcp.receiver);
    snprintf(what, sizeof(what), "%s copy", whose);
    calls(what, NEED(dup(udp.receiver)));
    close_pair(udp);
    close_pair(tcp);
}

int main(void)
{
    struct pair nonaccel = {.sender = NEED(onload_socket_nonaccel(AF_INET, SOCK_STREAM, 0))};
    int listener = open_socket("tcp", "ipv4");
    union address address = bind_loopback(listener, "ipv4");

    int ends[2];

    pairs("accelerated");
    NEED(pipe(ends));
    calls("pipe", ends[0]);
    calls("local", NEED(socket(AF_UNIX, SOCK_STREAM, 0)));
    NEED(onload_set_stackname(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_GLOBAL, ONLOAD_DONT_ACCELERATE));
    pairs("kernel's");
    NEED(onload_set_stackname(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_GLOBAL, ""));
    pairs("again accelerated");
    NEED(listen(listener, 1));
    buffers("nonaccel", nonaccel.sender);
    NEED(connect(nonaccel.sender, &address.any, sizeof(address)));
    calls("nonaccel connected", nonaccel.sender);
    calls("unicast_nonaccel", NEED(onload_socket_unicast_nonaccel(AF_INET, SOCK_DGRAM, 0)));
    calls("unicast_nonaccel with a flag", NEED(onload_socket_unicast_nonaccel(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0)));
    calls("rx_nonaccel", NEED(onload_socket_rx_nonaccel(AF_INET, SOCK_DGRAM, 0)));
    return 0;
}
