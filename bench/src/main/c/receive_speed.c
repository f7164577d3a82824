// SPDX-License-Identifier: GPL-2.0-only
/*
 * onload_zc_recv() against a loop of recvmmsg() with the same batches and buffers, turn by turn on one socket: how long
 * each takes for datagrams that wait already. Usage: receive_speed SIZE WAITING TURNS. Prints the medians, in nanoseconds
 * per datagram, and the median of the speed of each pair of turns.
 */
#include <netinet/in.h>
#include <onload/extensions_zc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define BATCH 32
#define LONGEST 65536
#define MOST_TURNS 100000
#define WARM_UP 9000

static int receiver;
static int sender;
static long shown;
static volatile char seen;
static struct mmsghdr messages[BATCH];
static struct iovec iovecs[BATCH];
static struct sockaddr_in names[BATCH];
static char buffers[BATCH][LONGEST];

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void open_sockets(size_t size)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);
    int room = 1 << 30;

    receiver = socket(AF_INET, SOCK_DGRAM, 0);
    sender = socket(AF_INET, SOCK_DGRAM, 0);
    if (bind(receiver, (struct sockaddr *)&address, sizeof(address)) < 0 ||
        getsockname(receiver, (struct sockaddr *)&address, &length) < 0 ||
        connect(sender, (struct sockaddr *)&address, length) < 0)
        fail("sockets");
    if (setsockopt(receiver, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)) < 0)
        setsockopt(receiver, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
    room = (int)size + 65536;
    setsockopt(sender, SOL_SOCKET, SO_SNDBUF, &room, sizeof(room));
}

static void send_all(size_t size, long count)
{
    static char data[LONGEST];

    for (long i = 0; i < count; i++)
        if (send(sender, data, size, 0) < 0)
            fail("send");
}

static long receive_by_hand(void)
{
    long count = 0;
    int got;

    do {
        for (int i = 0; i < BATCH; i++) {
            iovecs[i] = (struct iovec){buffers[i], LONGEST};
            messages[i].msg_hdr = (struct msghdr){
                .msg_name = &names[i], .msg_namelen = sizeof(names[i]), .msg_iov = &iovecs[i], .msg_iovlen = 1};
        }
        got = recvmmsg(receiver, messages, BATCH, MSG_DONTWAIT, NULL);
        for (int i = 0; i < got; i++)
            seen = *(char *)iovecs[i].iov_base;
        count += got > 0 ? got : 0;
    } while (got == BATCH);
    return count;
}

static enum onload_zc_callback_rc see(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    seen = *(char *)arguments->msg.iov[0].iov_base;
    shown++;
    return ONLOAD_ZC_CONTINUE;
}

static long receive_zero_copy(void)
{
    struct sockaddr_in name;
    struct onload_zc_recv_args arguments = {.cb = see, .flags = ONLOAD_MSG_DONTWAIT};

    arguments.msg.msghdr.msg_name = &name;
    arguments.msg.msghdr.msg_namelen = sizeof(name);
    shown = 0;
    if (onload_zc_recv(receiver, &arguments) != 0) {
        fprintf(stderr, "onload_zc_recv is not served: preload liblkos.so\n");
        exit(1);
    }
    return shown;
}

/* Nanoseconds per datagram. */
static double turn(long (*receive)(void), size_t size, long waiting)
{
    struct timespec before;
    struct timespec after;

    send_all(size, waiting);
    clock_gettime(CLOCK_MONOTONIC, &before);
    long count = receive();
    clock_gettime(CLOCK_MONOTONIC, &after);
    if (count != waiting) {
        fprintf(stderr, "%ld of %ld: the receive buffer is too small\n", count, waiting);
        exit(1);
    }
    return ((double)(after.tv_sec - before.tv_sec) * 1e9 + (double)(after.tv_nsec - before.tv_nsec)) / (double)waiting;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *numbers, long count)
{
    qsort(numbers, count, sizeof(*numbers), compare);
    return numbers[count / 2];
}

int main(int argc, char **argv)
{
    static double by_hand[MOST_TURNS];
    static double zero_copy[MOST_TURNS];
    static double speed[MOST_TURNS];

    if (argc != 4)
        return 1;
    size_t size = strtoul(argv[1], NULL, 0);
    long waiting = strtol(argv[2], NULL, 0);
    long turns = strtol(argv[3], NULL, 0);
    if (turns > MOST_TURNS)
        return 1;
    open_sockets(size);
    for (long done = 0; done < WARM_UP; done += waiting) {
        turn(receive_by_hand, size, waiting);
        turn(receive_zero_copy, size, waiting);
    }
    for (long i = 0; i < turns; i++) {
        if (i % 2 == 0)
            by_hand[i] = turn(receive_by_hand, size, waiting);
        zero_copy[i] = turn(receive_zero_copy, size, waiting);
        if (i % 2 != 0)
            by_hand[i] = turn(receive_by_hand, size, waiting);
        speed[i] = by_hand[i] / zero_copy[i];
    }
    printf("%zu bytes, %ld waiting: recvmmsg %.1f ns, onload_zc_recv %.1f ns, speed %.3f\n", size, waiting,
           median(by_hand, turns), median(zero_copy, turns), median(speed, turns));
    return 0;
}
