// SPDX-License-Identifier: GPL-2.0-only
/*
 * Threads on sockets of their own: datagrams by onload_zc_recv() against a loop of recvmmsg(), and buffers by
 * onload_zc_alloc_buffers() and release against malloc() and free(), turn by turn. Usage: thread_scaling THREADS TURNS.
 * Prints what all threads do in a second, medians of the turns, and the median of each turn's speed.
 */
#include <netinet/in.h>
#include <onload/extensions_zc.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#define BATCH 32
#define SIZE 64
#define ROOM 2048
#define WARM_UP 400
#define MOST_THREADS 64
#define MOST_TURNS 1000

struct worker {
    int receiver;
    int sender;
    struct mmsghdr messages[BATCH];
    struct iovec iovecs[BATCH];
    char buffers[BATCH][ROOM];
};

static pthread_barrier_t start;
static pthread_barrier_t end;
static void (*volatile task)(struct worker *);
static volatile int rounds;
static volatile bool over;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void open_sockets(struct worker *worker)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);

    worker->receiver = socket(AF_INET, SOCK_DGRAM, 0);
    worker->sender = socket(AF_INET, SOCK_DGRAM, 0);
    if (bind(worker->receiver, (struct sockaddr *)&address, sizeof(address)) < 0 ||
        getsockname(worker->receiver, (struct sockaddr *)&address, &length) < 0 ||
        connect(worker->sender, (struct sockaddr *)&address, length) < 0)
        fail("sockets");
}

static void send_batch(struct worker *worker)
{
    static const char data[SIZE];
    struct iovec iovec = {(void *)data, SIZE};
    struct mmsghdr messages[BATCH] = {0};

    for (int i = 0; i < BATCH; i++)
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &iovec, .msg_iovlen = 1};
    if (sendmmsg(worker->sender, messages, BATCH, 0) != BATCH)
        fail("sendmmsg");
}

static void receive_by_hand(struct worker *worker)
{
    send_batch(worker);
    for (int i = 0; i < BATCH; i++) {
        worker->iovecs[i] = (struct iovec){worker->buffers[i], ROOM};
        worker->messages[i].msg_hdr = (struct msghdr){.msg_iov = &worker->iovecs[i], .msg_iovlen = 1};
    }
    if (recvmmsg(worker->receiver, worker->messages, BATCH, MSG_DONTWAIT, NULL) != BATCH)
        fail("recvmmsg");
}

static enum onload_zc_callback_rc count(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    ++*(int *)arguments->user_ptr;
    return ONLOAD_ZC_CONTINUE;
}

static void receive_zero_copy(struct worker *worker)
{
    int shown = 0;
    struct onload_zc_recv_args arguments = {.cb = count, .user_ptr = &shown, .flags = ONLOAD_MSG_DONTWAIT};

    send_batch(worker);
    if (onload_zc_recv(worker->receiver, &arguments) != 0 || shown != BATCH)
        fail("onload_zc_recv");
}

static void allocate_by_hand(struct worker *worker)
{
    (void)worker;
    char *volatile buffers[BATCH];

    for (int i = 0; i < BATCH; i++)
        *(buffers[i] = malloc(ROOM)) = 1;
    for (int i = 0; i < BATCH; i++)
        free(buffers[i]);
}

static void allocate_zero_copy(struct worker *worker)
{
    struct onload_zc_iovec iovecs[BATCH];
    onload_zc_handle handles[BATCH];

    if (onload_zc_alloc_buffers(worker->receiver, iovecs, BATCH, ONLOAD_ZC_BUFFER_HDR_UDP) < 0)
        fail("onload_zc_alloc_buffers");
    for (int i = 0; i < BATCH; i++) {
        *(char *)iovecs[i].iov_base = 1;
        handles[i] = iovecs[i].buf;
    }
    if (onload_zc_release_buffers(worker->receiver, handles, BATCH) < 0)
        fail("onload_zc_release_buffers");
}

static void *work(void *memory)
{
    struct worker *worker = memory;

    open_sockets(worker);
    for (pthread_barrier_wait(&start); !over; pthread_barrier_wait(&start)) {
        for (int i = 0; i < rounds; i++)
            task(worker);
        pthread_barrier_wait(&end);
    }
    return NULL;
}

/* Of all threads, in a second. */
static double turn(void (*wanted)(struct worker *), int count, int threads)
{
    struct timespec before;
    struct timespec after;

    task = wanted;
    rounds = count;
    clock_gettime(CLOCK_MONOTONIC, &before);
    pthread_barrier_wait(&start);
    pthread_barrier_wait(&end);
    clock_gettime(CLOCK_MONOTONIC, &after);
    double seconds = (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
    return (double)count * BATCH * threads / seconds;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *numbers, int count)
{
    qsort(numbers, count, sizeof(*numbers), compare);
    return numbers[count / 2];
}

static void measure(const char *what, void (*plain)(struct worker *), void (*ours)(struct worker *), int threads,
                    int turns)
{
    static double of_plain[MOST_TURNS];
    static double of_ours[MOST_TURNS];
    static double speed[MOST_TURNS];
    int count = 400 / threads + 10;

    turn(ours, WARM_UP, threads);
    for (int i = 0; i < turns; i++) {
        if (i % 2 == 0)
            of_plain[i] = turn(plain, count, threads);
        of_ours[i] = turn(ours, count, threads);
        if (i % 2 != 0)
            of_plain[i] = turn(plain, count, threads);
        speed[i] = of_ours[i] / of_plain[i];
    }
    printf("%d threads, %s: %.0f in a second, by zero-copy calls %.0f, speed %.3f\n", threads, what,
           median(of_plain, turns), median(of_ours, turns), median(speed, turns));
}

int main(int argc, char **argv)
{
    static struct worker workers[MOST_THREADS];
    pthread_t all[MOST_THREADS];
    int threads = argc == 3 ? atoi(argv[1]) : 0;
    int turns = argc == 3 ? atoi(argv[2]) : 0;

    if (threads < 1 || threads > MOST_THREADS || turns < 1 || turns > MOST_TURNS)
        return 1;
    pthread_barrier_init(&start, NULL, threads + 1);
    pthread_barrier_init(&end, NULL, threads + 1);
    for (int i = 0; i < threads; i++)
        if (pthread_create(&all[i], NULL, work, &workers[i]) != 0)
            fail("pthread_create");
    measure("datagrams", receive_by_hand, receive_zero_copy, threads, turns);
    measure("buffers", allocate_by_hand, allocate_zero_copy, threads, turns);
    over = true;
    pthread_barrier_wait(&start);
    for (int i = 0; i < threads; i++)
        pthread_join(all[i], NULL);
    return 0;
}
