// SPDX-License-Identifier: GPL-2.0-only
/*
 * onload_zc_send() and templates against ordinary sends of the same bytes, turn by turn, each over a connection of its own
 * whose other end the same thread reads. Usage: send_speed SIZE PIECES TURNS [nonblocking]. Prints the medians, in
 * nanoseconds per send of PIECES times SIZE bytes, and the speed against the ordinary send: send() of all bytes together
 * or, for what goes piece by piece, of each piece.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <onload/extensions_zc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST_PIECES 32
#define LONGEST 1856

static size_t size;
static int pieces;
static int sender;
static char data[MOST_PIECES][LONGEST];
static struct onload_zc_iovec buffers[MOST_PIECES];
static onload_template_handle templates[MOST_PIECES];

static void need(int right, const char *what)
{
    if (!right) {
        perror(what);
        exit(1);
    }
}

/* What an application does: it writes its message. */
static void write_message(void *place)
{
    memset(place, 'x', size);
}

static void nothing(void)
{
}

static void send_together(void)
{
    char *bytes = data[0];

    for (int i = 0; i < pieces; i++)
        write_message(bytes + i * size);
    need(send(sender, bytes, pieces * size, 0) == (ssize_t)(pieces * size), "send");
}

static void send_pieces_together(void)
{
    struct iovec vectors[MOST_PIECES];
    struct msghdr message = {.msg_iov = vectors, .msg_iovlen = pieces};

    for (int i = 0; i < pieces; i++) {
        vectors[i] = (struct iovec){data[i], size};
        write_message(data[i]);
    }
    need(sendmsg(sender, &message, 0) == (ssize_t)(pieces * size), "sendmsg");
}

static void allocate_buffers(void)
{
    need(onload_zc_alloc_buffers(sender, buffers, pieces, ONLOAD_ZC_BUFFER_HDR_NONE) == 0, "onload_zc_alloc_buffers");
}

static void send_buffers(void)
{
    struct onload_zc_mmsg message = {.fd = sender};

    for (int i = 0; i < pieces; i++) {
        buffers[i].iov_len = size;
        write_message(buffers[i].iov_base);
    }
    message.msg.iov = buffers;
    message.msg.msghdr.msg_iovlen = pieces;
    need(onload_zc_send(&message, 1, 0) == 1 && message.rc == (int)(pieces * size), "onload_zc_send");
}

static void allocate_and_send_buffers(void)
{
    allocate_buffers();
    send_buffers();
}

static void send_each(void)
{
    for (int i = 0; i < pieces; i++) {
        write_message(data[i]);
        need(send(sender, data[i], size, 0) == (ssize_t)size, "send");
    }
}

static void allocate_templates(void)
{
    struct iovec initial = {data[0], size};

    for (int i = 0; i < pieces; i++)
        need(onload_msg_template_alloc(sender, &initial, 1, &templates[i], 0) == 0, "onload_msg_template_alloc");
}

static void send_templates(void)
{
    for (int i = 0; i < pieces; i++) {
        struct onload_template_msg_update_iovec all = {data[i], size, 0, 0};
        write_message(data[i]);
        need(onload_msg_template_update(sender, templates[i], &all, 1, ONLOAD_TEMPLATE_FLAGS_SEND_NOW) == 0,
             "onload_msg_template_update");
    }
}

static void allocate_and_send_templates(void)
{
    allocate_templates();
    send_templates();
}

/* How the bytes are sent, what is done before and not timed, and what it is compared with. */
static struct way {
    const char *name;
    void (*prepare)(void);
    void (*send)(void);
    int compared;
    int ends[2];
    uint32_t *times;
} ways[] = {
    {"send", nothing, send_together, 0, {0}, NULL},
    {"sendmsg of the pieces", nothing, send_pieces_together, 0, {0}, NULL},
    {"onload_zc_send", allocate_buffers, send_buffers, 0, {0}, NULL},
    {"onload_zc_alloc_buffers, onload_zc_send", nothing, allocate_and_send_buffers, 0, {0}, NULL},
    {"send of each piece", nothing, send_each, 4, {0}, NULL},
    {"template, changed and sent", allocate_templates, send_templates, 4, {0}, NULL},
    {"template, made, changed and sent", nothing, allocate_and_send_templates, 4, {0}, NULL},
};

#define WAYS (sizeof(ways) / sizeof(ways[0]))

static void connect_ends(int ends[2], int flags)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;

    need(bind(listener, (struct sockaddr *)&address, length) == 0 && listen(listener, 1) == 0 &&
             getsockname(listener, (struct sockaddr *)&address, &length) == 0,
         "listen");
    ends[0] = socket(AF_INET, SOCK_STREAM, 0);
    need(connect(ends[0], (struct sockaddr *)&address, length) == 0, "connect");
    ends[1] = accept(listener, NULL, NULL);
    need(ends[1] >= 0 && setsockopt(ends[0], IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) == 0, "accept");
    need(fcntl(ends[0], F_SETFL, flags) == 0, "fcntl");
    close(listener);
}

static uint64_t nanoseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * UINT64_C(1000000000) + now.tv_nsec;
}

static uint32_t take_turn(struct way *way)
{
    static char received[MOST_PIECES * LONGEST];

    sender = way->ends[0];
    way->prepare();
    uint64_t start = nanoseconds();
    way->send();
    uint64_t end = nanoseconds();
    need(recv(way->ends[1], received, pieces * size, MSG_WAITALL) == (ssize_t)(pieces * size), "recv");
    return end - start;
}

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    int turns = argc > 3 ? atoi(argv[3]) : 0;

    size = argc > 1 ? atoi(argv[1]) : 0;
    pieces = argc > 2 ? atoi(argv[2]) : 0;
    if (size < 1 || size > LONGEST || pieces < 1 || pieces > MOST_PIECES || turns < 1) {
        fprintf(stderr, "usage: send_speed SIZE PIECES TURNS [nonblocking]\n");
        return 2;
    }
    for (size_t i = 0; i < WAYS; i++) {
        connect_ends(ways[i].ends, argc > 4 ? O_NONBLOCK : 0);
        ways[i].times = calloc(turns, sizeof(ways[i].times[0]));
    }
    for (int turn = 0; turn < turns; turn++)
        for (size_t i = 0; i < WAYS; i++)
            ways[i].times[turn] = take_turn(&ways[i]);
    for (size_t i = 0; i < WAYS; i++)
        qsort(ways[i].times, turns, sizeof(ways[i].times[0]), compare);
    for (size_t i = 0; i < WAYS; i++) {
        uint32_t median = ways[i].times[turns / 2];
        printf("%-40s %6u ns %.3f\n", ways[i].name, median, (double)ways[ways[i].compared].times[turns / 2] / median);
    }
    return 0;
}
