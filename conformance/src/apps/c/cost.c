// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: cost CALL PROTOCOL FAMILY FORM:FLAGS COUNT. Makes one call COUNT times, on a pair whose both ends asked for
 * stamps. Prints nothing and looks at nothing: what it does is counted.
 */
#include "asking.h"
#include <sys/uio.h>

#define BATCH 64

static struct pair pair;
static struct mmsghdr messages[BATCH];
static struct iovec room[BATCH];
static char data[BATCH][8];
static char control[BATCH][256];

static void make_ready(struct mmsghdr *message, int i, size_t control_room)
{
    room[i] = (struct iovec){data[i], sizeof(data[i])};
    *message = (struct mmsghdr){.msg_hdr = {
        .msg_iov = &room[i],
        .msg_iovlen = 1,
        .msg_control = control[i],
        .msg_controllen = control_room,
    }};
}

/* By a call that the library does not stand in front of. */
static void send_one(void)
{
    NEED(write(pair.sender, "x", 1));
}

static void receive(int fd, size_t control_room, int flags)
{
    make_ready(messages, 0, control_room);
    NEED(recvmsg(fd, &messages->msg_hdr, flags));
}

static void make_recv(void)
{
    send_one();
    NEED(recv(pair.receiver, data[0], sizeof(data[0]), 0));
}

static void make_recvfrom(void)
{
    union address name;
    socklen_t length = sizeof(name);

    send_one();
    NEED(recvfrom(pair.receiver, data[0], sizeof(data[0]), 0, &name.any, &length));
}

static void make_read(void)
{
    send_one();
    NEED(read(pair.receiver, data[0], sizeof(data[0])));
}

static void make_readv(void)
{
    struct iovec piece = {data[0], sizeof(data[0])};

    send_one();
    NEED(readv(pair.receiver, &piece, 1));
}

static void make_recvmsg(void)
{
    send_one();
    receive(pair.receiver, sizeof(control[0]), 0);
}

static void make_recvmsg_without_control(void)
{
    send_one();
    receive(pair.receiver, 0, 0);
}

/* A stamp for each message sent, which is back once that has arrived. */
static void make_recvmsg_of_errors(void)
{
    make_recvmsg();
    receive(pair.sender, sizeof(control[0]), MSG_ERRQUEUE);
}

static void make_recvmmsg(void)
{
    for (int i = 0; i < BATCH; i++) {
        send_one();
        make_ready(&messages[i], i, sizeof(control[i]));
    }
    NEED(recvmmsg(pair.receiver, messages, BATCH, 0, NULL) == BATCH ? 0 : -1);
}

static void make_send(void)
{
    NEED(send(pair.sender, "x", 1, 0));
    NEED(recv(pair.receiver, data[0], sizeof(data[0]), 0));
}

static void make_sendto(void)
{
    NEED(sendto(pair.sender, "x", 1, 0, NULL, 0));
    NEED(recv(pair.receiver, data[0], sizeof(data[0]), 0));
}

static void make_sendmsg(void)
{
    make_ready(messages, 0, 0);
    NEED(sendmsg(pair.sender, &messages->msg_hdr, 0));
    NEED(recv(pair.receiver, data[0], sizeof(data[0]), 0));
}

static void make_sendmmsg(void)
{
    for (int i = 0; i < BATCH; i++)
        make_ready(&messages[i], i, 0);
    NEED(sendmmsg(pair.sender, messages, BATCH, 0) == BATCH ? 0 : -1);
    for (int i = 0; i < BATCH; i++)
        NEED(recv(pair.receiver, data[0], sizeof(data[0]), 0));
}

static void make_setsockopt(void)
{
    int on = 1;

    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)));
}

static void make_getsockopt(void)
{
    int value;
    socklen_t length = sizeof(value);

    NEED(getsockopt(pair.sender, SOL_SOCKET, SO_ERROR, &value, &length));
}

static void make_dup(void)
{
    NEED(close(NEED(dup(pair.sender))));
}

static const struct {
    const char *name;
    void (*make)(void);
} calls[] = {
    {"recv", make_recv},
    {"recvfrom", make_recvfrom},
    {"read", make_read},
    {"readv", make_readv},
    {"recvmsg", make_recvmsg},
    {"recvmsg-without-control", make_recvmsg_without_control},
    {"recvmsg-of-errors", make_recvmsg_of_errors},
    {"recvmmsg", make_recvmmsg},
    {"send", make_send},
    {"sendto", make_sendto},
    {"sendmsg", make_sendmsg},
    {"sendmmsg", make_sendmmsg},
    {"setsockopt", make_setsockopt},
    {"getsockopt", make_getsockopt},
    {"dup", make_dup},
};

int main(int, char **argv)
{
    int count = atoi(argv[5]);

    pair = open_pair(argv[2], argv[3]);
    NEED(ask(pair.sender, argv[4]));
    NEED(ask(pair.receiver, argv[4]));
    for (size_t i = 0; i < COUNT(calls); i++)
        if (strcmp(argv[1], calls[i].name) == 0)
            for (int made = 0; made < count; made++)
                calls[i].make();
    return 0;
}
