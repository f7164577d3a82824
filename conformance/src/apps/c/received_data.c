// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: received_data FORM:FLAGS PROTOCOL FAMILY. Data received by every call that shows no stamps, on a socket that
 * asked for some.
 */
#include "asking.h"
#include "stamping.h"
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/uio.h>

#define SIZE 8

static struct pair pair;
static char data[SIZE + 1];

static ssize_t by_recv(void)
{
    return recv(pair.receiver, data, SIZE, 0);
}

static ssize_t by_recv_of_less(void)
{
    return recv(pair.receiver, data, SIZE / 2, MSG_PEEK | MSG_TRUNC);
}

static ssize_t by_recvfrom(void)
{
    union address from;
    socklen_t length = sizeof(from);

    return recvfrom(pair.receiver, data, SIZE, 0, &from.any, &length);
}

static ssize_t by_read(void)
{
    return read(pair.receiver, data, SIZE);
}

static ssize_t by_readv(void)
{
    struct iovec halves[] = {{data, SIZE / 2}, {data + SIZE / 2, SIZE / 2}};

    return readv(pair.receiver, halves, COUNT(halves));
}

static ssize_t by_recvmsg(void)
{
    struct iovec room = {data, SIZE};
    struct msghdr message = {.msg_iov = &room, .msg_iovlen = 1};

    return recvmsg(pair.receiver, &message, 0);
}

static ssize_t by_recvmmsg(void)
{
    struct iovec room = {data, SIZE};
    struct mmsghdr message = {.msg_hdr = {.msg_iov = &room, .msg_iovlen = 1}};

    return recvmmsg(pair.receiver, &message, 1, 0, NULL) == 1 ? (ssize_t)message.msg_len : -1;
}

static ssize_t by_splice(void)
{
    int ends[2];

    NEED(pipe(ends));
    ssize_t moved = splice(pair.receiver, NULL, ends[1], NULL, SIZE, 0);
    if (moved > 0)
        NEED(read(ends[0], data, moved));
    else
        NEED(recv(pair.receiver, data, SIZE, 0));
    NEED(close(ends[0]));
    NEED(close(ends[1]));
    return moved;
}

static ssize_t by_poll(void)
{
    struct pollfd arrival = {.fd = pair.receiver, .events = POLLIN | POLLPRI};

    NEED(poll(&arrival, 1, PATIENCE_MS));
    return arrival.revents;
}

static ssize_t by_select(void)
{
    struct timeval limit = {.tv_sec = PATIENCE_MS / 1000};
    fd_set set;

    FD_ZERO(&set);
    FD_SET(pair.receiver, &set);
    return select(pair.receiver + 1, &set, NULL, NULL, &limit);
}

static ssize_t by_epoll(void)
{
    struct epoll_event event = {.events = EPOLLIN | EPOLLPRI};
    int set = NEED(epoll_create1(0));

    NEED(epoll_ctl(set, EPOLL_CTL_ADD, pair.receiver, &event));
    NEED(epoll_wait(set, &event, 1, PATIENCE_MS));
    NEED(close(set));
    return event.events;
}

static const struct {
    const char *name;
    ssize_t (*receive)(void);
    bool takes;
} calls[] = {
    {"recv", by_recv, true},       {"read", by_read, true},       {"readv", by_readv, true},
    {"recvfrom", by_recvfrom, true}, {"recvmsg", by_recvmsg, true}, {"recvmmsg", by_recvmmsg, true},
    {"splice", by_splice, true},   {"poll", by_poll, false},      {"select", by_select, false},
    {"epoll", by_epoll, false},    {"recv of less", by_recv_of_less, false},
};

int main(int argc, char **argv)
{
    keep_stamping_on();
    pair = open_pair(argv[argc - 2], argv[argc - 1]);
    NEED(ask(pair.receiver, argv[1]));
    for (size_t i = 0; i < COUNT(calls); i++) {
        char number[SIZE + 1];

        sprintf(number, "number%02zu", i);
        memset(data, 0, sizeof(data));
        NEED(send(pair.sender, number, SIZE, 0));
        errno = UNTOUCHED;
        ssize_t got = calls[i].receive();
        fact("%s: %zd %s %s", calls[i].name, got, error_name(errno), data);
        if (!calls[i].takes)
            NEED(recv(pair.receiver, data, SIZE, 0));
    }
    return 0;
}
