// SPDX-License-Identifier: GPL-2.0-only
/* Every state of a TCP endpoint that a descriptor can be in, as onload_fd_stat tells it. */
#include "app.h"
#include "onload.h"
#include <fcntl.h>

static void state_of(const char *what, int fd)
{
    struct onload_stat stat = {0};
    int result = onload_fd_stat(fd, &stat);

    fact("%s %d %#06x", what, result, stat.endpoint_state);
    if (result == 1)
        free(stat.stack_name);
}

/* Until the kernel's own state is this one; its answer to the end of a connection may take a while. */
static void await_state(int fd, int state)
{
    struct tcp_info info = {0};
    socklen_t length = sizeof(info);

    for (int i = 0; i < PATIENCE_MS && info.tcpi_state != state; i++) {
        NEED(poll(NULL, 0, i > 0));
        NEED(getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length));
    }
}

/* Until the other side takes no more, so that what is sent then waits here. */
static void fill(int fd)
{
    static char data[65536];

    NEED(fcntl(fd, F_SETFL, O_NONBLOCK));
    while (send(fd, data, sizeof(data), 0) > 0)
        continue;
}

static void before_a_connection(void)
{
    int listener = open_socket("tcp", "ipv4");

    state_of("fresh", listener);
    union address address = bind_loopback(listener, "ipv4");
    state_of("bound", listener);
    NEED(listen(listener, 0));
    state_of("listening", listener);
    /* One waits to be accepted, and no more are answered. */
    for (int i = 0; i < 3; i++) {
        int fd = open_socket("tcp", "ipv4");
        NEED(fcntl(fd, F_SETFL, O_NONBLOCK));
        connect(fd, &address.any, sizeof(address));
        if (i == 2)
            state_of("connecting", fd);
    }
    NEED(close(listener));
}

static void one_side_ends(void)
{
    struct pair pair = open_tcp_pair("ipv4");

    state_of("connected", pair.sender);
    state_of("accepted", pair.receiver);
    NEED(shutdown(pair.sender, SHUT_WR));
    await(pair.receiver, POLLRDHUP);
    await_state(pair.sender, TCP_FIN_WAIT2);
    state_of("ended and told", pair.sender);
    state_of("told of the end", pair.receiver);
    close_pair(pair);
}

static void with_data_on_the_way(void)
{
    struct pair pair = open_tcp_pair("ipv4");

    fill(pair.sender);
    NEED(shutdown(pair.sender, SHUT_WR));
    state_of("ended, data before it", pair.sender);
    NEED(shutdown(pair.receiver, SHUT_WR));
    await(pair.sender, POLLRDHUP);
    state_of("ended on both sides", pair.sender);
    close_pair(pair);
    pair = open_tcp_pair("ipv4");
    fill(pair.sender);
    NEED(shutdown(pair.receiver, SHUT_WR));
    await(pair.sender, POLLRDHUP);
    NEED(shutdown(pair.sender, SHUT_WR));
    state_of("ended last, data before it", pair.sender);
    close_pair(pair);
}

static void reset(void)
{
    struct pair pair = open_tcp_pair("ipv4");
    struct linger at_once = {.l_onoff = 1};

    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once)));
    NEED(close(pair.receiver));
    await(pair.sender, POLLHUP);
    state_of("reset", pair.sender);
}

int main(void)
{
    int ends[2];

    before_a_connection();
    one_side_ends();
    with_data_on_the_way();
    reset();
    state_of("udp", open_socket("udp", "ipv4"));
    state_of("udp over ipv6", open_socket("udp", "ipv6"));
    state_of("connected udp", open_udp_pair("ipv4").sender);
    NEED(pipe(ends));
    state_of("pipe", ends[0]);
    return 0;
}
