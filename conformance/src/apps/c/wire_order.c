// SPDX-License-Identifier: GPL-2.0-only
/* Which events onload_ordered_epoll_wait tells of, in what order, and how much of each may be read. */
#include "ordered.h"
#include <sys/eventfd.h>

static int epoll;

static void begin(void)
{
    epoll = NEED(epoll_create1(0));
}

static void end(void)
{
    NEED(close(epoll));
}

static void kinds(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("tcp", "ipv4");
    struct pair c = open_pair("udp", "ipv6"), d = open_pair("tcp", "ipv6");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    watch(epoll, c.receiver, EPOLLRDNORM, 'c');
    watch(epoll, d.receiver, EPOLLIN | EPOLLRDNORM, 'd');
    send_size(d, 4);
    send_size(b, 2);
    send_size(a, 1);
    send_size(c, 3);
    struct told told = show("kinds", epoll);
    bool ascending = true;
    for (int i = 1; i < told.count; i++)
        ascending &= nanoseconds(&told.ordered[i - 1].ts) < nanoseconds(&told.ordered[i].ts);
    fact("times: %s", ascending ? "ascending" : "not in order");
    show("kinds again", epoll);
    end();
}

/* A datagram behind the first is as old as it is. */
static void datagrams(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    send_size(a, 3);
    send_size(a, 5);
    send_size(b, 2);
    send_size(a, 7);
    show("datagrams, two before", epoll);
    receive_exactly(a.receiver, 3);
    show("datagrams, one before", epoll);
    receive_exactly(a.receiver, 5);
    show("datagrams, none before", epoll);
    receive_exactly(b.receiver, 2);
    show("datagrams, the last", epoll);
    end();
}

static void empty_datagrams(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    send_size(a, 0);
    send_size(a, 0);
    send_size(b, 2);
    show("empty datagrams", epoll);
    receive_all("empty datagram", a.receiver);
    show("one empty datagram", epoll);
    end();
}

/* Segments that were seen before the next one came. */
static void segments(void)
{
    begin();
    struct pair a = open_pair("tcp", "ipv4"), b = open_pair("tcp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    send_size(a, 3);
    show("segments, one", epoll);
    send_size(b, 2);
    show("segments, two", epoll);
    send_size(a, 5);
    show("segments, three", epoll);
    send_size(b, 7);
    send_size(a, 9);
    show("segments, five", epoll);
    receive_exactly(a.receiver, 2);
    show("segments, part of the first read", epoll);
    receive_exactly(a.receiver, 1);
    show("segments, the first read", epoll);
    receive_exactly(b.receiver, 2);
    show("segments, the second read", epoll);
    end();
}

/* Nobody else is waiting: all may be read. */
static void alone(void)
{
    begin();
    struct pair a = open_pair("tcp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    send_size(a, 3);
    send_size(a, 4);
    show("alone", epoll);
    end();
}

/* A reader that does as it is told. */
static void several_at_once(void)
{
    begin();
    struct pair a = open_pair("tcp", "ipv4"), b = open_pair("udp", "ipv4"), c = open_pair("tcp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    watch(epoll, c.receiver, EPOLLIN, 'c');
    send_size(a, 1);
    show("several, a", epoll);
    send_size(b, 2);
    send_size(c, 3);
    show("several, abc", epoll);
    send_size(a, 4);
    send_size(b, 5);
    show("several, abcab", epoll);
    receive_exactly(a.receiver, 1);
    receive_exactly(b.receiver, 2);
    receive_exactly(c.receiver, 3);
    show("several, ab", epoll);
    end();
}

static void no_order(void)
{
    begin();
    int listener = open_socket("tcp", "ipv4"), ends[2], local[2];
    union address address = bind_loopback(listener, "ipv4");
    int client = open_socket("tcp", "ipv4"), counter = NEED(eventfd(1, 0)), nested = NEED(epoll_create1(0));
    struct pair data = open_pair("udp", "ipv4");

    NEED(listen(listener, 1));
    NEED(connect(client, &address.any, sizeof(address)));
    NEED(pipe(ends));
    NEED(socketpair(AF_UNIX, SOCK_STREAM, 0, local));
    NEED(write(ends[1], "data", 4));
    NEED(write(local[1], "data", 4));
    watch(nested, data.receiver, EPOLLIN, 'x');
    send_size(data, 6);
    struct {
        int fd;
        uint32_t interest;
        const char *what;
    } members[] = {{listener, EPOLLIN, "listener"},   {ends[0], EPOLLIN, "pipe"},  {ends[1], EPOLLOUT, "writable pipe"},
                   {local[0], EPOLLIN, "unix"},       {counter, EPOLLIN, "event"}, {nested, EPOLLIN, "nested"},
                   {client, EPOLLOUT, "only writable"}};
    for (size_t i = 0; i < COUNT(members); i++) {
        watch(epoll, members[i].fd, members[i].interest, 'n');
        show(members[i].what, epoll);
        watch(epoll, data.receiver, EPOLLIN, 'd');
        show("  and data", epoll);
        NEED(epoll_ctl(epoll, EPOLL_CTL_DEL, data.receiver, NULL));
        NEED(epoll_ctl(epoll, EPOLL_CTL_DEL, members[i].fd, NULL));
    }
    end();
}

static void left_to_kernel(void)
{
    begin();
    int receiver = NEED(ONLOAD(onload_socket_nonaccel)(AF_INET, SOCK_DGRAM, 0));
    union address address = bind_loopback(receiver, "ipv4");
    struct pair pair = {open_socket("udp", "ipv4"), receiver};

    NEED(connect(pair.sender, &address.any, sizeof(address)));
    watch(epoll, receiver, EPOLLIN, 'k');
    send_size(pair, 6);
    show("left to the kernel", epoll);
    end();
}

/* After the own end a stream goes on, and is closed with the other one. */
static void ended_by_both(void)
{
    begin();
    struct pair a = open_pair("tcp", "ipv4"), b = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    NEED(shutdown(a.receiver, SHUT_WR));
    send_size(a, 1);
    show("ended here", epoll);
    send_size(b, 2);
    send_size(a, 1);
    NEED(shutdown(a.sender, SHUT_WR));
    await(a.receiver, POLLHUP);
    show("ended by both", epoll);
    receive_exactly(a.receiver, 1);
    show("ended by both, one read", epoll);
    end();
}

static void ends_of_streams(void)
{
    begin();
    struct pair a = open_pair("tcp", "ipv4"), b = open_pair("tcp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN | EPOLLRDHUP, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    send_size(a, 3);
    show("before its end", epoll);
    NEED(shutdown(a.sender, SHUT_WR));
    send_size(b, 2);
    await(a.receiver, POLLRDHUP);
    show("data before the end", epoll);
    receive_exactly(a.receiver, 3);
    show("the end", epoll);
    receive_all("end", a.receiver);
    end();
}

static void resets(void)
{
    begin();
    struct pair a = open_pair("tcp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    send_size(a, 3);
    NEED(close(a.sender));
    await(a.receiver, POLLERR);
    show("data before a reset", epoll);
    receive_exactly(a.receiver, 3);
    show("reset", epoll);
    receive_all("error of a reset", a.receiver);
    end();
}

/* An error that waits for the next call is the application's to take. */
static void errors(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("udp", "ipv4");
    union address peer;
    socklen_t length = sizeof(peer);

    watch(epoll, a.sender, EPOLLIN, 'a');
    NEED(getsockname(a.sender, &peer.any, &length));
    NEED(connect(a.receiver, &peer.any, length));
    NEED(send(a.receiver, "data", 4, 0));
    NEED(close(a.receiver));
    NEED(send(a.sender, "x", 1, 0));
    await(a.sender, POLLERR);
    show("error", epoll);
    watch(epoll, b.receiver, EPOLLIN, 'b');
    send_size(b, 2);
    show("error beside data", epoll);
    receive_all("error that was kept", a.sender);
    show("after the error", epoll);
    end();
}

static void closed(void)
{
    begin();
    struct pair a = open_pair("tcp", "ipv4");
    int fresh = open_socket("tcp", "ipv4");

    watch(epoll, fresh, EPOLLIN, 'f');
    show("never connected", epoll);
    NEED(close(fresh));
    watch(epoll, a.receiver, EPOLLIN, 'a');
    NEED(shutdown(a.receiver, SHUT_RDWR));
    NEED(shutdown(a.sender, SHUT_RDWR));
    await(a.receiver, POLLHUP);
    show("shut down", epoll);
    end();
}

/* What else happens to a member is told although its data has to wait. */
static void waiting(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN | EPOLLOUT, 'b');
    send_size(a, 1);
    send_size(a, 2);
    send_size(b, 3);
    show("waiting and writable", epoll);
    receive_exactly(a.receiver, 1);
    show("its turn and writable", epoll);
    end();
}

static void tell_at_most(const char *what, int most)
{
    struct told told;

    wait_ordered(epoll, &told, most, PATIENCE_MS);
    tell_events(what, &told);
}

static void room(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("udp", "ipv4"), c = open_pair("udp", "ipv4");
    int one = NEED(eventfd(1, 0)), other = NEED(eventfd(1, 0));
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    watch(epoll, c.receiver, EPOLLIN, 'c');
    send_size(c, 1);
    send_size(b, 2);
    send_size(a, 3);
    tell_at_most("room for one", 1);
    tell_at_most("room for one again", 1);
    tell_at_most("room for two", 2);
    watch(epoll, one, EPOLLIN, '1');
    watch(epoll, other, EPOLLIN, '2');
    tell_at_most("room for two of five", 2);
    tell_at_most("room for two of five again", 2);
    for (int i = 0; i < 4; i++)
        tell_at_most("room for one of five", 1);
    end();
}

static void user_data(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("tcp", "ipv4"), c = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'z');
    watch(epoll, b.receiver, EPOLLIN, 'z');
    watch(epoll, c.receiver, EPOLLIN, 'z');
    send_size(c, 3);
    send_size(a, 1);
    send_size(b, 2);
    show("the same user data", epoll);
    receive_exactly(c.receiver, 3);
    receive_exactly(b.receiver, 2);
    show("the same user data, one ready", epoll);
    for (uint64_t data = 0; data != 3; data++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u64 = data == 2 ? UINT64_MAX : data * (uintptr_t)&epoll};
        NEED(epoll_ctl(epoll, EPOLL_CTL_MOD, a.receiver, &event));
        struct told told;
        wait_ordered(epoll, &told, MOST, PATIENCE_MS);
        fact("changed user data: %d %s", told.count, told.events[0].data.u64 == event.data.u64 ? "the same" : "wrong");
    }
    end();
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } cases[] = {{"kinds", kinds},
                 {"datagrams", datagrams},
                 {"empty_datagrams", empty_datagrams},
                 {"segments", segments},
                 {"alone", alone},
                 {"several_at_once", several_at_once},
                 {"no_order", no_order},
                 {"left_to_kernel", left_to_kernel},
                 {"ended_by_both", ended_by_both},
                 {"ends_of_streams", ends_of_streams},
                 {"resets", resets},
                 {"errors", errors},
                 {"closed", closed},
                 {"waiting", waiting},
                 {"room", room},
                 {"user_data", user_data}};

    for (size_t i = 0; i < COUNT(cases); i++)
        if (argc == 1 || strcmp(argv[1], cases[i].name) == 0)
            cases[i].run();
    return 0;
}
