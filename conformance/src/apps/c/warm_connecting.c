// SPDX-License-Identifier: GPL-2.0-only
/*
 * Warm sends on TCP sockets that are being connected: by a handshake that nobody answers, and by the first send, which
 * would be the first packet.
 */
#include "counters.h"
#include "ways.h"
#include <fcntl.h>
#include <onload/extensions.h>

#define BACKLOG_OVERFLOW 4

static struct shipment shipment = {"warm", 4, NULL, 0};

static void tell_every_way(int fd)
{
    for (size_t i = 0; i < COUNT(ways); i++) {
        ANSWER_OR_SIGNAL(ways[i].name, ways[i].send(fd, &shipment, ONLOAD_MSG_WARM));
        ANSWER_OR_SIGNAL(" without signals", ways[i].send(fd, &shipment, ONLOAD_MSG_WARM | MSG_NOSIGNAL));
    }
}

static int state_of(int fd)
{
    struct tcp_info info;

    NEED(getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &(socklen_t){sizeof(info)}));
    return info.tcpi_state;
}

/* The listener's queue is full, so it does not answer. */
static void unanswered(void)
{
    int listener = open_socket("tcp", "ipv4"), fd = -1;
    union address address = bind_loopback(listener, "ipv4");

    NEED(listen(listener, 0));
    for (int i = 0; i < BACKLOG_OVERFLOW; i++) {
        fd = NEED(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
        connect(fd, &address.any, sizeof(address));
    }
    fact("connecting, state %d", state_of(fd));
    tell_every_way(fd);
    fact("not waiting is %s", fcntl(fd, F_SETFL, 0) == 0 ? "over" : "on");
    tell_every_way(fd);
    fact("state %d", state_of(fd));
}

static void write_setting(const char *path, const char *value)
{
    int fd = open(path, O_WRONLY);

    if (fd < 0)
        end_as_unavailable();
    NEED(write(fd, value, strlen(value)));
    NEED(close(fd));
}

static void by_first_send(void)
{
    int listener = open_socket("tcp", "ipv4"), fd = open_socket("tcp", "ipv4");
    union address address = bind_loopback(listener, "ipv4");
    struct counters before, after;
    char bytes[16] = "";

    write_setting("/proc/sys/net/ipv4/tcp_fastopen", "519");
    NEED(setsockopt(listener, IPPROTO_TCP, TCP_FASTOPEN, &(int){4}, sizeof(int)));
    NEED(listen(listener, 4));
    NEED(setsockopt(fd, IPPROTO_TCP, TCP_FASTOPEN_CONNECT, &(int){1}, sizeof(int)));
    NEED(connect(fd, &address.any, sizeof(address)));
    fact("to be connected, state %d", state_of(fd));
    before = read_counters();
    tell_every_way(fd);
    after = read_counters();
    tell_difference(&before, &after);
    fact("state %d", state_of(fd));
    ANSWER("send", send(fd, "first", 5, 0));
    int peer = NEED(accept(listener, NULL, NULL));
    await(peer, POLLIN);
    ANSWER("arrived", recv(peer, bytes, sizeof(bytes) - 1, 0));
    fact("bytes %s", bytes);
}

/* The flag that connects does not. */
static void by_flag(void)
{
    int listener = open_socket("tcp", "ipv4"), fd = open_socket("tcp", "ipv4");
    union address address = bind_loopback(listener, "ipv4");
    int flags = ONLOAD_MSG_WARM | MSG_FASTOPEN;

    NEED(listen(listener, 4));
    ANSWER_OR_SIGNAL("connecting send", sendto(fd, "never", 5, flags, &address.any, sizeof(address.v4)));
    fact("state %d", state_of(fd));
}

int main(void)
{
    enter_private_network();
    count_broken_pipes();
    by_first_send();
    by_flag();
    unanswered();
    return 0;
}
