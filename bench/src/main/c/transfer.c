// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: transfer ping-pong|one-way PROTOCOL FORM:FLAGS SIZE TURNS. One thread sends and receives at both ends of a pair
 * that asked for stamps: there and back, or 32 messages one way. Prints how long a turn takes.
 */
#include "asking.h"
#include "turns.h"

#define LONGEST 65536
#define BATCH 32

static struct pair pair;
static size_t size;
static bool is_stamped;
static char data[LONGEST];

static void receive(int fd)
{
    _Alignas(struct cmsghdr) char control[256];
    size_t received = 0;

    while (received < size) {
        struct iovec room = {data + received, size - received};
        struct msghdr message = {.msg_iov = &room, .msg_iovlen = 1};
        if (is_stamped) {
            message.msg_control = control;
            message.msg_controllen = sizeof(control);
        }
        received += NEED(recvmsg(fd, &message, 0));
    }
}

static uint64_t ping_pong(void)
{
    uint64_t start = nanoseconds();

    NEED(send(pair.sender, data, size, 0));
    receive(pair.receiver);
    NEED(send(pair.receiver, data, size, 0));
    receive(pair.sender);
    return nanoseconds() - start;
}

static uint64_t one_way(void)
{
    uint64_t start = nanoseconds();

    for (int i = 0; i < BATCH; i++)
        NEED(send(pair.sender, data, size, 0));
    for (int i = 0; i < BATCH; i++)
        receive(pair.receiver);
    return nanoseconds() - start;
}

int main(int, char **argv)
{
    union address address;
    socklen_t length = sizeof(address);
    int room = LONGEST * 2 * BATCH;

    pair = open_pair(argv[2], "ipv4");
    if (!is_tcp(argv[2])) {
        NEED(getsockname(pair.sender, &address.any, &length));
        NEED(connect(pair.receiver, &address.any, length));
        NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room)));
    }
    is_stamped = strcmp(argv[3], "37:0") != 0;
    NEED(ask(pair.sender, argv[3]));
    NEED(ask(pair.receiver, argv[3]));
    size = atoi(argv[4]);
    time_turns(strcmp(argv[1], "one-way") == 0 ? one_way : ping_pong, atol(argv[5]));
    return 0;
}
