// SPDX-License-Identifier: GPL-2.0-only
/*
 * epoll_wait in all its answers. ORDERED asks the same of onload_ordered_epoll_wait, and the lines must not change:
 * with ORDERED=1 the ordered array is as long as the events, with ORDERED=0 there is none.
 */
#include "app.h"
#include "onload.h"
#include "pages.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/time.h>
#include <time.h>

#define MOST 8

#ifdef ORDERED
static int wait_for(int epoll, struct epoll_event *events, int most, int timeout)
{
    struct onload_ordered_epoll_event *ordered = NULL;

    if (ORDERED)
        ordered = at_page_end((size_t)(most < 0 || most > MOST ? MOST : most) * sizeof(*ordered));
    return ONLOAD(onload_ordered_epoll_wait)(epoll, events, ordered, most, timeout);
}
#else
#define wait_for epoll_wait
#endif

static struct epoll_event events[MOST];

static void wait_and_tell(const char *what, int epoll, int most, int timeout)
{
    errno = UNTOUCHED;
    int ready = wait_for(epoll, events, most, timeout);

    fact("%s: %d %s", what, ready, error_name(errno));
    for (int i = 0; i < ready; i++)
        fact("  events %#x data %d", events[i].events, events[i].data.fd);
}

static void watch(int epoll, int fd, uint32_t interest, int name)
{
    struct epoll_event event = {.events = interest, .data.fd = name};

    NEED(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event));
}

static void bad_arguments(void)
{
    int epoll = NEED(epoll_create1(0));
    struct pair pair = open_pair("udp", "ipv4");

    wait_and_tell("no descriptor", -1, MOST, 0);
    wait_and_tell("not an epoll", pair.receiver, MOST, 0);
    wait_and_tell("no room", epoll, 0, 0);
    wait_and_tell("negative room", epoll, -1, 0);
    wait_and_tell("too much room", epoll, INT32_MAX, 0);
    wait_and_tell("nothing watched", epoll, MOST, 0);
    watch(epoll, pair.receiver, EPOLLIN, 1);
    NEED(send(pair.sender, "x", 1, 0));
    ANSWER("unmapped events", wait_for(epoll, unmapped(), MOST, 1000));
    ANSWER("events beyond a page", wait_for(epoll, at_page_end(sizeof(events[0]) - 1), MOST, 1000));
    ANSWER("read-only events", wait_for(epoll, read_only(), MOST, 1000));
    NEED(close(epoll));
    wait_and_tell("closed", epoll, MOST, 0);
}

static void send_to(struct pair pair)
{
    NEED(send(pair.sender, "x", 1, 0));
    await(pair.receiver, POLLIN);
}

static void readiness(const char *protocol, const char *family)
{
    int epoll = NEED(epoll_create1(0));
    struct pair level = open_pair(protocol, family);
    struct pair edge = open_pair(protocol, family);
    struct pair once = open_pair(protocol, family);

    watch(epoll, level.sender, EPOLLOUT, 0);
    wait_and_tell("writable", epoll, MOST, -1);
    NEED(epoll_ctl(epoll, EPOLL_CTL_DEL, level.sender, NULL));
    watch(epoll, level.receiver, EPOLLIN, 1);
    watch(epoll, edge.receiver, EPOLLIN | EPOLLET, 2);
    watch(epoll, once.receiver, EPOLLIN | EPOLLONESHOT, 3);
    send_to(level);
    send_to(edge);
    send_to(once);
    wait_and_tell("room for one of three", epoll, 1, -1);
    wait_and_tell("room for all", epoll, MOST, -1);
    wait_and_tell("only the level remains", epoll, MOST, -1);
    NEED(close(epoll));
}

static void on_alarm(int signal)
{
    (void)signal;
}

static void interrupted(int flags)
{
    int epoll = NEED(epoll_create1(0));
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = flags};
    struct itimerval soon = {.it_value.tv_usec = 20000, .it_interval.tv_usec = 20000};
    struct itimerval never = {0};

    NEED(sigaction(SIGALRM, &action, NULL));
    NEED(setitimer(ITIMER_REAL, &soon, NULL));
    wait_and_tell("interrupted", epoll, MOST, -1);
    NEED(setitimer(ITIMER_REAL, &never, NULL));
    NEED(close(epoll));
}

static void timeout(int milliseconds)
{
    struct timespec before, after;
    int epoll = NEED(epoll_create1(0));

    clock_gettime(CLOCK_MONOTONIC, &before);
    wait_and_tell("timed out", epoll, MOST, milliseconds);
    clock_gettime(CLOCK_MONOTONIC, &after);
    long elapsed = (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
    fact("  after %d ms: %s", milliseconds, elapsed >= milliseconds ? "not early" : "early");
    NEED(close(epoll));
}

int main(void)
{
    bad_arguments();
    readiness("udp", "ipv4");
    readiness("udp", "ipv6");
    readiness("tcp", "ipv4");
    readiness("tcp", "ipv6");
    interrupted(0);
    interrupted(SA_RESTART);
    timeout(0);
    timeout(30);
    return 0;
}
