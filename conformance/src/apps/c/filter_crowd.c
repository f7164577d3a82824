// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: filter_crowd TASK [LIBRARY]. Filters of many threads and sockets, filters that are replaced, receive or never
 * return, calls that are interrupted or cancelled, and a library that is opened and closed meanwhile. Each datagram says
 * what it is, so a filter can tell whether it sees all of it.
 */
#include "blocking.h"
#include <dlfcn.h>
#include <onload/extensions_zc.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define THREADS 16
#define ROUNDS 300
#define LONGEST 3000

/* More than the product keeps room for, and than it keeps filters of. */
#define MANY 4500

struct datagram {
    unsigned seed;
    unsigned length;
    unsigned char bytes[LONGEST];
};

static unsigned next(unsigned *random)
{
    return *random = *random * 1664525 + 1013904223;
}

static size_t compose(struct datagram *datagram, unsigned seed)
{
    unsigned random = seed;

    datagram->seed = seed;
    datagram->length = next(&random) % LONGEST;
    for (size_t i = 0; i < datagram->length; i++)
        datagram->bytes[i] = next(&random) >> 24;
    return offsetof(struct datagram, bytes) + datagram->length;
}

static bool is_whole(const struct onload_zc_msg *message)
{
    const struct datagram *seen = message->iov->iov_base;
    struct datagram expected;

    if (message->msghdr.msg_iovlen != 1 || message->iov->iov_len < offsetof(struct datagram, bytes))
        return false;
    size_t length = compose(&expected, seen->seed);
    return message->iov->iov_len == length && memcmp(seen, &expected, length) == 0;
}

static void send_datagram(int fd, unsigned seed)
{
    struct datagram datagram;

    NEED(send(fd, &datagram, compose(&datagram, seed), 0));
}

/* Receives one datagram, or both if there are two, cut off somewhere, by one call or another. */
static ssize_t receive(int fd, unsigned how)
{
    char data[2 * sizeof(struct datagram)];
    struct iovec pieces[2] = {{data, how % 7}, {data + 100, how % 11 * 100}};
    struct iovec rest = {data + LONGEST, how % 1000};
    struct mmsghdr headers[2] = {{.msg_hdr = {.msg_iov = pieces, .msg_iovlen = 2}},
                                 {.msg_hdr = {.msg_iov = &rest, .msg_iovlen = 1}}};

    switch (how % 5) {
    case 0:
        return recv(fd, data, how % 3 == 0 ? sizeof(data) : how % LONGEST, 0);
    case 1:
        return read(fd, data, 1 + how % LONGEST);
    case 2:
        return readv(fd, (struct iovec[]){{data, 1}, pieces[1]}, 2);
    case 3:
        return recvmsg(fd, &headers[0].msg_hdr, 0);
    default:
        return recvmmsg(fd, headers, 2, MSG_WAITFORONE, NULL);
    }
}

static enum onload_zc_callback_rc count_whole(struct onload_zc_msg *message, void *count, int flags)
{
    (void)flags;
    NEED(is_whole(message) ? 0 : -1);
    atomic_fetch_add((atomic_int *)count, 1);
    return ONLOAD_ZC_CONTINUE;
}

static void *receive_on_own(void *number)
{
    struct pair pair = open_udp_pair("ipv4");
    unsigned random = (uintptr_t)number;
    atomic_int count = 0;

    NEED(onload_set_recv_filter(pair.receiver, count_whole, &count, 0));
    for (int i = 0; i < ROUNDS; i++) {
        send_datagram(pair.sender, next(&random));
        NEED(receive(pair.receiver, next(&random) >> 8));
        NEED(count == i + 1 ? 0 : -1);
    }
    return NULL;
}

static void threads_of(int count, void *(*body)(void *))
{
    pthread_t threads[THREADS];

    for (int i = 0; i < count; i++)
        NEED(-pthread_create(&threads[i], NULL, body, (void *)(uintptr_t)i));
    for (int i = 0; i < count; i++)
        NEED(-pthread_join(threads[i], NULL));
}

static void own_sockets(void)
{
    threads_of(THREADS, receive_on_own);
}

static struct pair shared;
static atomic_int seen;

static void *receive_on_shared(void *number)
{
    unsigned random = 1000 + (uintptr_t)number;

    /* Never a batch, which could take another thread's datagram. */
    for (int i = 0; i < ROUNDS; i++)
        NEED(receive(shared.receiver, next(&random) / 5 * 5 % 1000000 + i % 4));
    return NULL;
}

static void *send_to_shared(void *unused)
{
    for (unsigned i = 0; i < THREADS / 2 * ROUNDS; i++) {
        while ((int)i - seen > 16)
            sched_yield();
        send_datagram(shared.sender, i);
    }
    return unused;
}

static void *receive_or_send(void *number)
{
    return number == NULL ? send_to_shared(NULL) : receive_on_shared(number);
}

static void one_socket(void)
{
    shared = open_udp_pair("ipv4");
    NEED(onload_set_recv_filter(shared.receiver, count_whole, &seen, 0));
    threads_of(1 + THREADS / 2, receive_or_send);
    NEED(seen == THREADS / 2 * ROUNDS ? 0 : -1);
}

/* Two filters with an argument each, which must not be mixed up. */
static int first, second;
static atomic_bool is_over;

static enum onload_zc_callback_rc of_first(struct onload_zc_msg *message, void *argument, int flags)
{
    NEED(argument == &first ? 0 : -1);
    return count_whole(message, &seen, flags);
}

static enum onload_zc_callback_rc of_second(struct onload_zc_msg *message, void *argument, int flags)
{
    NEED(argument == &second ? 0 : -1);
    return count_whole(message, &seen, flags);
}

static void *replace(void *unused)
{
    for (int i = 0; !is_over; i++)
        NEED(onload_set_recv_filter(shared.receiver, i % 2 ? of_first : of_second, i % 2 ? &first : &second, 0));
    return unused;
}

static void *receive_or_replace(void *number)
{
    unsigned random = 1;

    if ((uintptr_t)number != 0)
        return replace(NULL);
    for (int i = 0; i < 20 * ROUNDS; i++) {
        send_datagram(shared.sender, next(&random));
        NEED(receive(shared.receiver, next(&random) >> 8));
        NEED(seen == i + 1 ? 0 : -1);
    }
    is_over = true;
    return NULL;
}

static void replaced(void)
{
    shared = open_udp_pair("ipv4");
    NEED(onload_set_recv_filter(shared.receiver, of_first, &first, 0));
    threads_of(4, receive_or_replace);
}

static void *set_and_remove(void *unused)
{
    int fd = open_socket("udp", "ipv4");

    while (!is_over) {
        NEED(onload_set_recv_filter(fd, of_first, NULL, 0));
        NEED(onload_set_recv_filter(fd, NULL, NULL, 0));
    }
    return unused;
}

/* Each child has what the other threads were at when it was forked. */
static void forked(void)
{
    pthread_t threads[3];

    receive_on_own(NULL);
    for (size_t i = 0; i < COUNT(threads); i++)
        NEED(-pthread_create(&threads[i], NULL, set_and_remove, NULL));
    for (int i = 0; i < ROUNDS; i++) {
        int status = -1;
        pid_t child = NEED(fork());
        if (child == 0) {
            alarm(10);
            receive_on_own(NULL);
            _exit(0);
        }
        NEED(waitpid(child, &status, 0));
        NEED(status == 0 ? 0 : -1);
    }
    is_over = true;
    for (size_t i = 0; i < COUNT(threads); i++)
        NEED(-pthread_join(threads[i], NULL));
}

static void *receive_or_set(void *number)
{
    return (uintptr_t)number < 2 ? receive_or_replace(number) : set_and_remove(NULL);
}

/* A place that another socket's filter had is taken by the next one of this. */
static void exchanged(void)
{
    shared = open_udp_pair("ipv4");
    NEED(onload_set_recv_filter(shared.receiver, of_first, &first, 0));
    threads_of(4, receive_or_set);
}

static int number_of_two;
static atomic_int taken;
static atomic_int calls[2];

static void *take_what_comes(void *call)
{
    char data[sizeof(struct datagram)];

    while (!is_over) {
        taken += recv(number_of_two, data, sizeof(data), MSG_DONTWAIT) > 0;
        ++*(atomic_int *)call;
        sched_yield();
    }
    return NULL;
}

/* A call that runs meanwhile may be one on the socket that had the number before, and ask no filter. */
static void let_calls_end(void)
{
    for (size_t i = 0; i < COUNT(calls); i++) {
        int before = calls[i];

        while (calls[i] == before)
            sched_yield();
    }
}

static void *exchange_and_send(void *unused)
{
    int without = open_socket("udp", "ipv4");

    for (int i = 0; i < 2 * ROUNDS; i++) {
        NEED(dup2(without, number_of_two));
        NEED(dup2(shared.receiver, number_of_two));
        let_calls_end();
        send_datagram(shared.sender, i);
        while (taken <= i)
            sched_yield();
    }
    is_over = true;
    return unused;
}

static void *take_or_exchange(void *number)
{
    return number == NULL ? exchange_and_send(NULL) : take_what_comes(&calls[(uintptr_t)number - 1]);
}

/* What others find out of a number just when it becomes another socket's. */
static void renumbered(void)
{
    shared = open_udp_pair("ipv4");
    number_of_two = NEED(dup(shared.receiver));
    NEED(onload_set_recv_filter(shared.receiver, count_whole, &seen, 0));
    threads_of(3, take_or_exchange);
    NEED(seen == taken ? 0 : -1);
}

static const char *library;

static void *open_and_close(void *unused)
{
    while (!is_over) {
        void *handle = dlopen(library, RTLD_NOW);

        NEED(handle ? 0 : -1);
        NEED(-dlclose(handle));
    }
    return unused;
}

static void *receive_or_open(void *number)
{
    return (uintptr_t)number < 2 ? receive_or_replace(number) : open_and_close(NULL);
}

/* Each filter that is set looks at all objects there are, also at those that are just coming or going. */
static void opened(void)
{
    shared = open_udp_pair("ipv4");
    NEED(onload_set_recv_filter(shared.receiver, of_first, &first, 0));
    threads_of(4, receive_or_open);
}

static struct pair other;

static enum onload_zc_callback_rc receive_other(struct onload_zc_msg *message, void *count, int flags)
{
    send_datagram(other.sender, 7);
    NEED(receive(other.receiver, 5));
    return count_whole(message, count, flags);
}

static void nested(void)
{
    unsigned random = 1;
    atomic_int count = 0;

    shared = open_udp_pair("ipv4");
    other = open_udp_pair("ipv6");
    NEED(onload_set_recv_filter(shared.receiver, receive_other, &count, 0));
    NEED(onload_set_recv_filter(other.receiver, count_whole, &seen, 0));
    for (int i = 0; i < ROUNDS; i++) {
        send_datagram(shared.sender, next(&random));
        NEED(receive(shared.receiver, next(&random) >> 8));
        NEED(count == i + 1 && seen == i + 1 ? 0 : -1);
    }
}

static pthread_t main_thread;
static pid_t main_id;
static atomic_int handled;

static void receive_in_handler(int signal)
{
    (void)signal;
    send_datagram(other.sender, 7);
    NEED(receive(other.receiver, 5));
    handled++;
}

static void *interrupt(void *unused)
{
    static const struct blocking_call recvmsg_call = {.number = SYS_recvmsg};

    for (int i = 0; i < ROUNDS; i++) {
        wait_until_blocked(main_id, &recvmsg_call);
        NEED(-pthread_kill(main_thread, SIGUSR1));
        while (handled == i)
            sched_yield();
        wait_until_blocked(main_id, &recvmsg_call);
        send_datagram(shared.sender, i);
    }
    return unused;
}

static void handler(void)
{
    struct sigaction action = {.sa_handler = receive_in_handler, .sa_flags = SA_RESTART};
    pthread_t thread;

    shared = open_udp_pair("ipv4");
    other = open_udp_pair("ipv4");
    NEED(onload_set_recv_filter(shared.receiver, count_whole, &seen, 0));
    NEED(onload_set_recv_filter(other.receiver, count_whole, &seen, 0));
    NEED(sigaction(SIGUSR1, &action, NULL));
    main_thread = pthread_self();
    main_id = gettid();
    NEED(-pthread_create(&thread, NULL, interrupt, NULL));
    for (int i = 0; i < ROUNDS; i++)
        NEED(receive(shared.receiver, i / 4 * 5 + i % 4));
    NEED(-pthread_join(thread, NULL));
    NEED(seen == 2 * ROUNDS ? 0 : -1);
}

static jmp_buf way_out;
static volatile int leaps_left;

static enum onload_zc_callback_rc leap(struct onload_zc_msg *message, void *count, int flags)
{
    count_whole(message, count, flags);
    if (leaps_left-- > 0)
        longjmp(way_out, 1);
    return ONLOAD_ZC_CONTINUE;
}

static void left(void)
{
    leaps_left = MANY;
    shared = open_udp_pair("ipv4");
    NEED(onload_set_recv_filter(shared.receiver, leap, &seen, 0));
    setjmp(way_out);
    while (leaps_left >= 0) {
        send_datagram(shared.sender, leaps_left);
        NEED(receive(shared.receiver, 5));
    }
    NEED(seen == MANY + 1 ? 0 : -1);
}

static atomic_int waiting;

static void *wait_for_batch(void *unused)
{
    struct mmsghdr headers[32] = {0};

    waiting = gettid();
    recvmmsg(shared.receiver, headers, COUNT(headers), 0, NULL);
    return unused;
}

static void cancelled(void)
{
    static const struct blocking_call batch_call = {.number = SYS_recvmmsg};

    shared = open_udp_pair("ipv4");
    NEED(onload_set_recv_filter(shared.receiver, count_whole, &seen, 0));
    for (int i = 0; i < MANY / 32; i++) {
        pthread_t thread;

        waiting = 0;
        NEED(-pthread_create(&thread, NULL, wait_for_batch, NULL));
        while (waiting == 0)
            sched_yield();
        wait_until_blocked(waiting, &batch_call);
        NEED(-pthread_cancel(thread));
        NEED(-pthread_join(thread, NULL));
    }
    send_datagram(shared.sender, 1);
    NEED(receive(shared.receiver, 5));
    NEED(seen == 1 ? 0 : -1);
}

/* One after another, each closed with its filter. */
static void closed(void)
{
    for (int i = 0; i < MANY; i++) {
        int fd = open_socket("udp", "ipv4");

        NEED(onload_set_recv_filter(fd, count_whole, &seen, 0));
        NEED(close(fd));
    }
    receive_on_own(NULL);
}

static void at_once(void)
{
    struct rlimit limit = {MANY + 100, MANY + 100};
    int status = 0;
    int sockets = 0;

    if (setrlimit(RLIMIT_NOFILE, &limit) < 0) {
        fact("unavailable: %s", error_name(errno));
        return;
    }
    while (status == 0 && sockets++ < MANY)
        status = onload_set_recv_filter(open_socket("udp", "ipv4"), count_whole, &seen, 0);
    fact("%s sockets, then %d", sockets > 4000 ? "many" : "few", status);
}

static const struct {
    const char *name;
    void (*run)(void);
} tasks[] = {
    {"own-sockets", own_sockets}, {"one-socket", one_socket}, {"replaced", replaced},   {"nested", nested},
    {"handler", handler},         {"left", left},             {"cancelled", cancelled}, {"closed", closed},
    {"at-once", at_once},         {"opened", opened},         {"exchanged", exchanged}, {"renumbered", renumbered},
    {"forked", forked},
};

int main(int, char **argv)
{
    library = argv[2];
    for (size_t i = 0; i < COUNT(tasks); i++)
        if (strcmp(tasks[i].name, argv[1]) == 0) {
            tasks[i].run();
            fact("done");
        }
    return 0;
}
