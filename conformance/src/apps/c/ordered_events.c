// SPDX-License-Identifier: GPL-2.0-only
/* What onload_ordered_epoll_wait writes into its second array, for a socket with data and one without. */
#include "app.h"
#include "onload.h"
#include <sys/epoll.h>

#define MOST 4

static struct onload_ordered_epoll_event ordered[MOST];

static void watch(int epoll, int fd, uint32_t interest)
{
    struct epoll_event event = {.events = interest, .data.fd = fd};

    NEED(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event));
}

static bool is_pattern(const struct onload_ordered_epoll_event *entry)
{
    struct onload_ordered_epoll_event pattern;

    memset(&pattern, 0x5a, sizeof(pattern));
    return memcmp(entry, &pattern, sizeof(pattern)) == 0;
}

static void tell(int ready, const struct epoll_event *events, int readable)
{
    for (int i = 0; i < ready; i++) {
        const struct onload_ordered_epoll_event *entry = &ordered[i];

        fact("timestamp %s", entry->ts.tv_sec == 0 && entry->ts.tv_nsec == 0 ? "zero" : "set");
        if (events[i].data.fd == readable)
            fact("bytes %s", entry->bytes > 0 ? "positive" : "none");
    }
    for (int i = ready; i < MOST; i++)
        fact("beyond %s", is_pattern(&ordered[i]) ? "untouched" : "touched");
}

int main(int argc, char **argv)
{
    struct pair pair = open_pair(argv[argc - 2], argv[argc - 1]);
    int epoll = NEED(epoll_create1(0));
    struct epoll_event events[MOST];

    watch(epoll, pair.receiver, EPOLLIN);
    watch(epoll, pair.sender, EPOLLOUT);
    NEED(send(pair.sender, "data", 4, 0));
    await(pair.receiver, POLLIN);
    memset(ordered, 0x5a, sizeof(ordered));
    int ready = NEED(ONLOAD(onload_ordered_epoll_wait)(epoll, events, ordered, MOST, -1));
    fact("ready %d", ready);
    tell(ready, events, pair.receiver);
    return 0;
}
