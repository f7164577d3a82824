// SPDX-License-Identifier: GPL-2.0-only
/* onload_ordered_epoll_wait, told in words: the name of each descriptor, what happened, its time and its bytes. */
#ifndef ORDERED_H
#define ORDERED_H

#include "app.h"
#include "onload.h"
#include <sys/epoll.h>
#include <time.h>

#define MOST 16

struct told {
    struct epoll_event events[MOST];
    struct onload_ordered_epoll_event ordered[MOST];
    int count;
};

/* User data is the name, so it says nothing of the descriptor. */
static inline void watch(int epoll, int fd, uint32_t interest, char name)
{
    struct epoll_event event = {.events = interest, .data.u64 = (uint64_t)name << 40 | 0xabcdef};

    NEED(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event));
}

static inline char name_of(const struct epoll_event *event)
{
    return (char)(event->data.u64 >> 40);
}

static inline int wait_ordered(int epoll, struct told *told, int most, int timeout)
{
    memset(told, 0x5a, sizeof(*told));
    errno = UNTOUCHED;
    told->count = ONLOAD(onload_ordered_epoll_wait)(epoll, told->events, told->ordered, most, timeout);
    return told->count;
}

static inline long long nanoseconds(const struct timespec *time)
{
    return time->tv_sec * 1000000000LL + time->tv_nsec;
}

static inline const char *state_of(const struct timespec *time)
{
    struct timespec now;

    NEED(clock_gettime(CLOCK_REALTIME, &now));
    long long age = nanoseconds(&now) - nanoseconds(time);
    if (nanoseconds(time) == 0)
        return "unordered";
    return age >= 0 && age < 60 * 1000000000LL ? "timed" : "wrong";
}

static inline void append_events(char *text, uint32_t events)
{
    static const struct {
        uint32_t bit;
        const char *name;
    } names[] = {{EPOLLIN, "in"},   {EPOLLOUT, "out"},     {EPOLLPRI, "pri"},     {EPOLLERR, "err"},
                 {EPOLLHUP, "hup"}, {EPOLLRDHUP, "rdhup"}, {EPOLLRDNORM, "norm"}, {~0u << 14, "strange"}};

    for (size_t i = 0; i < COUNT(names); i++)
        if (events & names[i].bit)
            strcat(strcat(text, " "), names[i].name);
}

/* "WHAT: NAME EVENTS STATE BYTES, ..." */
static inline void tell_events(const char *what, const struct told *told)
{
    char text[1024] = "";

    for (int i = 0; i < told->count; i++) {
        char end[64];

        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%c", i ? ", " : " ", name_of(&told->events[i]));
        append_events(text, told->events[i].events);
        snprintf(end, sizeof(end), " %s %d", state_of(&told->ordered[i].ts), told->ordered[i].bytes);
        strcat(text, end);
    }
    if (told->count <= 0)
        snprintf(text, sizeof(text), " %d %s", told->count, error_name(errno));
    fact("%s:%s", what, text);
}

/* Waits for a while, if there is nothing at once. */
static inline struct told show(const char *what, int epoll)
{
    struct told told;

    wait_ordered(epoll, &told, MOST, PATIENCE_MS);
    tell_events(what, &told);
    return told;
}

/* As much as is there, or an errno. */
static inline void receive_all(const char *what, int fd)
{
    char data[256];
    ssize_t got = recv(fd, data, sizeof(data), MSG_DONTWAIT);

    fact("%s: %zd %s", what, got, got < 0 ? strerrorname_np(errno) : "");
}

static inline void receive_exactly(int fd, size_t size)
{
    char data[256];

    errno = EBADMSG;
    NEED(recv(fd, data, size, MSG_DONTWAIT) == (ssize_t)size ? 0 : -1);
}

/* By the time it returns, the data is there. */
static inline void send_size(struct pair pair, size_t size)
{
    char data[256] = "";

    NEED(send(pair.sender, data, size, 0));
    await(pair.receiver, POLLIN);
}

#endif
