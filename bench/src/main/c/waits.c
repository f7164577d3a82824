// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: waits epoll|ordered SOCKETS TURNS. Up to 32 of so many UDP sockets have a datagram; prints how long it takes to
 * wait for them and read them all.
 */
#include "turns.h"
#include <onload/extensions.h>
#include <sys/epoll.h>
#include <sys/resource.h>

#define MOST_SOCKETS 20000
#define MOST_READY 32

static int sender;
static int epoll;
static int sockets[MOST_SOCKETS];
static union address addresses[MOST_SOCKETS];
static int count;
static int ready;
static int next;
static bool is_ordered;

static void allow_descriptors(void)
{
    struct rlimit limit;

    NEED(getrlimit(RLIMIT_NOFILE, &limit));
    limit.rlim_cur = limit.rlim_max;
    NEED(setrlimit(RLIMIT_NOFILE, &limit));
}

static void open_set(void)
{
    sender = open_socket("udp", "ipv4");
    epoll = NEED(epoll_create1(0));
    for (int i = 0; i < count; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
        sockets[i] = open_socket("udp", "ipv4");
        addresses[i] = bind_loopback(sockets[i], "ipv4");
        NEED(epoll_ctl(epoll, EPOLL_CTL_ADD, sockets[i], &event));
    }
}

static int wait_for(struct epoll_event *events)
{
    struct onload_ordered_epoll_event ordered[MOST_READY];

    return is_ordered ? NEED(onload_ordered_epoll_wait(epoll, events, ordered, MOST_READY, -1))
                      : NEED(epoll_wait(epoll, events, MOST_READY, -1));
}

/* The sockets take turns, as far apart as can be. */
static uint64_t take_turn(void)
{
    struct epoll_event events[MOST_READY];
    char data[16] = "";

    for (int i = 0; i < ready; i++) {
        NEED(sendto(sender, data, sizeof(data), 0, &addresses[next].any, sizeof(addresses[next].v4)));
        next = (next + (count > 7919 ? 7919 : 1)) % count;
    }
    uint64_t start = nanoseconds();
    for (int got = 0; got < ready;) {
        int events_told = wait_for(events);
        for (int i = 0; i < events_told; i++)
            NEED(read(sockets[events[i].data.u32], data, sizeof(data)));
        got += events_told;
    }
    return nanoseconds() - start;
}

int main(int, char **argv)
{
    is_ordered = strcmp(argv[1], "ordered") == 0;
    count = atoi(argv[2]);
    ready = count < MOST_READY ? count : MOST_READY;
    NEED(count <= MOST_SOCKETS ? 0 : -1);
    allow_descriptors();
    open_set();
    time_turns(take_turn, atol(argv[3]));
    return 0;
}
