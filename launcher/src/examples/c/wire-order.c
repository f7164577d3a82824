// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads three sockets in the order in which their messages arrived.
 *
 *   cc -I/opt/lkos/include wire-order.c -L/opt/lkos/lib -lonload_ext -o wire-order
 *   onload --emulate ./wire-order
 */
#include "loopback.h"
#include <onload/extensions.h>
#include <string.h>
#include <sys/epoll.h>

#define SOCKETS 3
#define ROOM 8

static void read_event(const struct epoll_event *event, const struct onload_ordered_epoll_event *order)
{
    char text[32] = "";
    ssize_t got = recv(event->data.fd, text, sizeof(text) - 1, MSG_DONTWAIT);

    need((int)got, "recv");
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
    struct ends feeds[SOCKETS];
    struct onload_ordered_epoll_event ordered[ROOM];
    struct epoll_event events[ROOM];
    int set = need(epoll_create1(0), "epoll_create1");

    for (int i = 0; i < SOCKETS; i++) {
        feeds[i] = connect_datagrams();
        struct epoll_event event = {.events = EPOLLIN, .data.fd = feeds[i].receiver};
        need(epoll_ctl(set, EPOLL_CTL_ADD, feeds[i].receiver, &event), "epoll_ctl");
    }
    for (int i = 0; i < 5; i++)
        need((int)send(feeds[order[i]].sender, words[i], strlen(words[i]), 0), "send");
    for (int read = 0; read < 5;) {
        int ready = onload_ordered_epoll_wait(set, events, ordered, ROOM, 1000);
        need(ready, "onload_ordered_epoll_wait");
        for (int i = 0; i < ready; i++, read++)
            read_event(&events[i], &ordered[i]);
    }
    return 0;
}
