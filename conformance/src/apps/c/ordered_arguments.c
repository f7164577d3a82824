// SPDX-License-Identifier: GPL-2.0-only
/* What onload_ordered_epoll_wait refuses, how long it waits, and what a wait leaves behind. */
#include "blocking.h"
#include "ordered.h"
#include "pages.h"
#include <dirent.h>
#include <pthread.h>
#include <signal.h>

#define WAIT(epoll, most, timeout) ONLOAD(onload_ordered_epoll_wait)(epoll, told.events, told.ordered, most, timeout)

static struct told told;

static int set_of(int fd, uint32_t interest)
{
    int epoll = NEED(epoll_create1(0));

    watch(epoll, fd, interest, 'a');
    return epoll;
}

static void descriptors(struct pair pair)
{
    int closed = NEED(epoll_create1(0));

    NEED(close(closed));
    ANSWER("no descriptor", WAIT(-1, MOST, 0));
    ANSWER("closed", WAIT(closed, MOST, 0));
    ANSWER("socket", WAIT(pair.receiver, MOST, 0));
    ANSWER("socket, and no room", WAIT(pair.receiver, 0, 0));
    ANSWER("terminal or file", WAIT(0, MOST, 0));
}

static void rooms(struct pair pair)
{
    int epoll = set_of(pair.receiver, EPOLLIN);

    ANSWER("no room", WAIT(epoll, 0, -1));
    ANSWER("negative room", WAIT(epoll, -1, -1));
    ANSWER("too much room", WAIT(epoll, INT32_MAX, -1));
    ANSWER("nothing", WAIT(epoll, MOST, 0));
    ANSWER("nothing for a while", WAIT(epoll, MOST, 20));
    send_size(pair, 1);
    ANSWER("events nowhere", ONLOAD(onload_ordered_epoll_wait)(epoll, unmapped(), told.ordered, MOST, -1));
    ANSWER("events read-only", ONLOAD(onload_ordered_epoll_wait)(epoll, read_only(), told.ordered, MOST, -1));
    ANSWER("order nowhere", ONLOAD(onload_ordered_epoll_wait)(epoll, told.events, unmapped(), MOST, -1));
    ANSWER("order beyond a page", ONLOAD(onload_ordered_epoll_wait)(epoll, told.events, at_page_end(23), MOST, -1));
    ANSWER("order to the end of a page", ONLOAD(onload_ordered_epoll_wait)(epoll, told.events, at_page_end(24), MOST, -1));
    ANSWER("no order", ONLOAD(onload_ordered_epoll_wait)(epoll, told.events, NULL, MOST, -1));
    ANSWER("all there", WAIT(epoll, MOST, -1));
    receive_exactly(pair.receiver, 1);
    NEED(close(epoll));
}

static void triggers(struct pair pair)
{
    int epoll = set_of(pair.receiver, EPOLLIN | EPOLLET);
    struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT};

    ANSWER("edge-triggered", WAIT(epoll, MOST, -1));
    NEED(epoll_ctl(epoll, EPOLL_CTL_MOD, pair.receiver, &event));
    ANSWER("once", WAIT(epoll, MOST, -1));
    event.events = EPOLLIN;
    NEED(epoll_ctl(epoll, EPOLL_CTL_MOD, pair.receiver, &event));
    ANSWER("level-triggered", WAIT(epoll, MOST, 0));
    NEED(close(epoll));
}

static void on_signal(int signal)
{
    (void)signal;
}

static void *interrupt(void *thread)
{
    while (blocked_in(getpid()) != SYS_epoll_wait)
        sched_yield();
    NEED(-pthread_kill(*(pthread_t *)thread, SIGUSR1));
    return NULL;
}

static void signals(struct pair pair)
{
    int epoll = set_of(pair.receiver, EPOLLIN);
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    pthread_t self = pthread_self(), thread;

    NEED(sigaction(SIGUSR1, &action, NULL));
    NEED(-pthread_create(&thread, NULL, interrupt, &self));
    ANSWER("interrupted", WAIT(epoll, MOST, -1));
    NEED(-pthread_join(thread, NULL));
    NEED(close(epoll));
}

static void waits(struct pair pair)
{
    struct timespec before, after;
    int epoll = set_of(pair.receiver, EPOLLIN);

    NEED(clock_gettime(CLOCK_MONOTONIC, &before));
    NEED(WAIT(epoll, MOST, 30));
    NEED(clock_gettime(CLOCK_MONOTONIC, &after));
    fact("30 ms: %s", nanoseconds(&after) - nanoseconds(&before) >= 30000000 ? "not early" : "early");
    NEED(close(epoll));
}

static int count_descriptors(void)
{
    int count = 0;
    DIR *folder = opendir("/proc/self/fd");

    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static int count_mappings(void)
{
    int count = 0, character;
    FILE *file = fopen("/proc/self/maps", "r");

    while ((character = getc(file)) != EOF)
        count += character == '\n';
    fclose(file);
    return count;
}

/* A thousand sets, one after another and many at once. */
static void remains(struct pair pair)
{
    static int sets[1000];
    int descriptors = count_descriptors();

    send_size(pair, 1);
    for (size_t i = 0; i < COUNT(sets); i++) {
        sets[i] = set_of(pair.receiver, EPOLLIN);
        NEED(WAIT(sets[i], MOST, 0) == 1 ? 0 : -1);
        if (i < COUNT(sets) / 2)
            NEED(close(sets[i]));
    }
    int mappings = count_mappings();
    for (size_t i = COUNT(sets) / 2; i < COUNT(sets); i++)
        NEED(close(sets[i]));
    fact("descriptors left: %d", count_descriptors() - descriptors);
    fact("mappings: %s", mappings < 200 ? "few" : "many");
    receive_exactly(pair.receiver, 1);
}

int main(void)
{
    struct pair pair = open_pair("udp", "ipv4");

    descriptors(pair);
    rooms(pair);
    triggers(pair);
    signals(pair);
    waits(pair);
    remains(pair);
    return 0;
}
