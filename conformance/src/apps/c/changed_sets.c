// SPDX-License-Identifier: GPL-2.0-only
/* Epoll sets that change: members added, closed, copied and made again, by this thread, another one and other processes. */
#include "blocking.h"
#include "ordered.h"
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#define MANY 300

static int epoll;
static struct pair late;

static void begin(void)
{
    epoll = NEED(epoll_create1(0));
}

static void end(void)
{
    NEED(close(epoll));
}

/* Another socket takes the number of one that is closed, which goes on by its copy. */
static void copies(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    int copy = NEED(dup(a.receiver));
    int number = a.receiver;
    send_size(b, 2);
    send_size(a, 1);
    show("copied", epoll);
    NEED(close(a.receiver));
    a.receiver = copy;
    show("closed", epoll);
    struct pair c = open_pair("udp", "ipv4");
    NEED(c.receiver == number || c.sender == number ? 0 : -1);
    send_size(c, 3);
    show("made again", epoll);
    watch(epoll, c.receiver, EPOLLIN, 'c');
    show("added again", epoll);
    NEED(close(copy));
    show("closed at last", epoll);
    end();
}

static void removed(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    send_size(b, 2);
    send_size(a, 1);
    show("added", epoll);
    NEED(epoll_ctl(epoll, EPOLL_CTL_DEL, a.receiver, NULL));
    watch(epoll, b.receiver, EPOLLIN, 'a');
    show("another under its name", epoll);
    end();
}

/* A member that this process closed and another one has still, under the name of one that is there. */
static void held_elsewhere(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'a');
    send_size(a, 1);
    pid_t child = NEED(fork());
    if (child == 0) {
        pause();
        _exit(0);
    }
    NEED(close(a.receiver));
    show("held elsewhere", epoll);
    send_size(b, 2);
    show("held elsewhere, and one that is here", epoll);
    NEED(kill(child, SIGKILL));
    NEED(waitpid(child, NULL, 0));
    show("held no more", epoll);
    end();
}

/* What the library does not see it finds out from the events. */
static void past_libc(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("tcp", "ipv4");
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = (uint64_t)'b' << 40};
    watch(epoll, a.receiver, EPOLLIN, 'a');
    send_size(b, 2);
    send_size(a, 1);
    show("before a system call", epoll);
    NEED(syscall(SYS_epoll_ctl, epoll, EPOLL_CTL_ADD, b.receiver, &event));
    show("after a system call", epoll);
    end();
}

static void *add_when_blocked(void *thread)
{
    while (blocked_in(*(pid_t *)thread) != SYS_epoll_wait)
        sched_yield();
    send_size(late, 3);
    watch(epoll, late.receiver, EPOLLIN, 'l');
    return NULL;
}

static void during_wait(void)
{
    pthread_t thread;
    pid_t self = getpid();
    begin();
    struct pair a = open_pair("udp", "ipv4");
    late = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    NEED(-pthread_create(&thread, NULL, add_when_blocked, &self));
    show("added while waiting", epoll);
    NEED(-pthread_join(thread, NULL));
    end();
}

static void in_child(void (*body)(void))
{
    fflush(stdout);
    pid_t child = NEED(fork());
    if (child == 0) {
        body();
        _exit(0);
    }
    int status;
    NEED(waitpid(child, &status, 0));
    NEED(status == 0 ? 0 : -1);
}

static void wait_in_child(void)
{
    show("in a child", epoll);
}

static void add_in_child(void)
{
    struct pair own = open_pair("udp", "ipv4");

    watch(epoll, late.receiver, EPOLLIN, 'l');
    watch(epoll, own.receiver, EPOLLIN, 'o');
    NEED(epoll_ctl(epoll, EPOLL_CTL_DEL, own.receiver, NULL));
}

static void of_processes(void)
{
    begin();
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("tcp", "ipv4");
    late = open_pair("tcp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, 'a');
    watch(epoll, b.receiver, EPOLLIN, 'b');
    send_size(b, 2);
    send_size(a, 1);
    send_size(late, 3);
    show("in the parent", epoll);
    in_child(wait_in_child);
    in_child(add_in_child);
    show("added by a child", epoll);
    end();
}

/* Two sets with the same user data take turns under one number. */
static void numbers(void)
{
    begin();
    int other = NEED(epoll_create1(0)), copy = NEED(dup(epoll)), spare = NEED(dup(epoll));
    struct pair a = open_pair("udp", "ipv4"), b = open_pair("udp", "ipv4");
    struct pair c = open_pair("udp", "ipv4"), d = open_pair("udp", "ipv4");
    watch(epoll, a.receiver, EPOLLIN, '1');
    watch(epoll, b.receiver, EPOLLIN, '2');
    watch(other, c.receiver, EPOLLIN, '2');
    watch(other, d.receiver, EPOLLIN, '1');
    send_size(c, 3);
    send_size(b, 2);
    send_size(a, 1);
    send_size(d, 4);
    show("one set", copy);
    show("other set", other);
    NEED(dup2(other, copy));
    show("other set under its number", copy);
    NEED(dup2(spare, copy));
    show("one set again", copy);
    NEED(close(other));
    end();
}

static void many(void)
{
    static struct pair pairs[MANY];
    struct told told;
    bool ascending = true;

    begin();
    for (int i = 0; i < MANY; i++) {
        pairs[i] = open_pair(i % 2 ? "udp" : "tcp", "ipv4");
        watch(epoll, pairs[i].receiver, EPOLLIN, (char)i);
        if (i == 10)
            show("few of many", epoll);
    }
    for (int i = 0; i < MANY; i++)
        send_size(pairs[(i * 7) % MANY], 1);
    for (int i = 0; i < MANY; i += told.count) {
        NEED(wait_ordered(epoll, &told, MOST, 0));
        for (int k = 0; k < told.count; k++) {
            int expected = ((i + k) * 7) % MANY;
            ascending &= name_of(&told.events[k]) == (char)expected && told.ordered[k].bytes == 1;
            receive_exactly(pairs[expected].receiver, 1);
        }
    }
    fact("many: %s", ascending ? "in order" : "not in order");
    show("all of many", epoll);
    end();
}

int main(void)
{
    copies();
    removed();
    held_elsewhere();
    past_libc();
    during_wait();
    of_processes();
    numbers();
    many();
    return 0;
}
