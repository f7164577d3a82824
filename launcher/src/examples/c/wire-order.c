// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads three sockets in the order in which their messages arrived.
 *
 *   cc -I/opt/lkos/include wire-order.c -L/opt/lkos/lib -lonload_ext -o wire-order
 *   onload --emulate ./wire-order
 */
#include <arpa/inet.h>
#include <onload/extensions.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

#define SOCKETS 3
#define ROOM 8

static void check(int result, const char *what)
{
    if (result < 0) {
        perror(what);
        exit(1);
    }
}

/* A socket to read from; *sender becomes one that is connected to it. */
static int open_feed(int *sender)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);
    int feed = socket(AF_INET, SOCK_DGRAM, 0);

    *sender = socket(AF_INET, SOCK_DGRAM, 0);
    check(bind(feed, (struct sockaddr *)&address, sizeof(address)), "bind");
    check(getsockname(feed, (struct sockaddr *)&address, &length), "getsockname");
    check(connect(*sender, (struct sockaddr *)&address, sizeof(address)), "connect");
    return feed;
}

static void read_event(const struct epoll_event *event, const struct onload_ordered_epoll_event *order)
{
    char text[32] = "";
    ssize_t got = recv(event->data.fd, text, sizeof(text) - 1, MSG_DONTWAIT);

    check((int)got, "recv");
    if (order->ts.tv_sec == 0)
        printf("\"%s\", of no order\n", text);
    else
        printf("\"%s\", which came at %lld.%09ld; %d bytes before the next one's turn\n", text,
               (long long)order->ts.tv_sec, order->ts.tv_nsec, order->bytes);
}

int main(void)
{
    static const int order[] = {2, 0, 1, 1, 2};
    static const char *const words[] = {"one", "two", "three", "four", "five"};
    int feeds[SOCKETS], senders[SOCKETS], set = epoll_create1(0);
    struct onload_ordered_epoll_event ordered[ROOM];
    struct epoll_event events[ROOM];

    for (int i = 0; i < SOCKETS; i++) {
        feeds[i] = open_feed(&senders[i]);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = feeds[i]};
        check(epoll_ctl(set, EPOLL_CTL_ADD, feeds[i], &event), "epoll_ctl");
    }
    for (int i = 0; i < 5; i++)
        check((int)send(senders[order[i]], words[i], strlen(words[i]), 0), "send");
    for (int read = 0; read < 5;) {
        int ready = onload_ordered_epoll_wait(set, events, ordered, ROOM, 1000);
        check(ready, "onload_ordered_epoll_wait");
        for (int i = 0; i < ready; i++, read++)
            read_event(&events[i], &ordered[i]);
    }
    return 0;
}
