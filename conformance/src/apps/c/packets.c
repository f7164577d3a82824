// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads with ONLOAD_MSG_ONEPKT. While its acknowledgement is delayed, a segment is still the sender's as well, so the kernel
 * does not append the next one to it: only then are there two packets to be told apart.
 */
#include "blocking.h"
#include "onload.h"
#include <pthread.h>

#define ONEPKT ONLOAD_MSG_ONEPKT

static struct pair pair;

static void begin(const char *protocol)
{
    int off = 0;
    char data[16];

    pair = open_pair(protocol, "ipv4");
    /* From the first such read on, what comes is told apart. */
    NEED(recv(pair.receiver, data, sizeof(data), ONEPKT | MSG_DONTWAIT) < 0 ? 0 : -1);
    if (is_tcp(protocol))
        NEED(setsockopt(pair.receiver, IPPROTO_TCP, TCP_QUICKACK, &off, sizeof(off)));
}

static void send_three(void)
{
    NEED(send(pair.sender, "abc", 3, 0));
    NEED(send(pair.sender, "defg", 4, 0));
    NEED(send(pair.sender, "hi", 2, 0));
    await(pair.receiver, POLLIN);
}

static ssize_t by_recv(void *data, size_t size, int flags)
{
    return recv(pair.receiver, data, size, flags);
}

static ssize_t by_recvfrom(void *data, size_t size, int flags)
{
    return recvfrom(pair.receiver, data, size, flags, NULL, NULL);
}

static ssize_t by_recvmsg(void *data, size_t size, int flags)
{
    struct iovec pieces[] = {{data, size ? 1 : 0}, {(char *)data + 1, 0}, {(char *)data + 1, size ? size - 1 : 0}};
    struct msghdr message = {.msg_iov = pieces, .msg_iovlen = COUNT(pieces)};
    ssize_t got = recvmsg(pair.receiver, &message, flags);

    if (pieces[2].iov_len != (size ? size - 1 : 0))
        fact("changed pieces");
    return got;
}

static ssize_t (*receive)(void *data, size_t size, int flags);

static void tell(const char *what, size_t size, int flags)
{
    char data[64] = "";

    errno = UNTOUCHED;
    ssize_t got = receive(data, size, flags);
    fact("%s: %zd %s %s", what, got, data, error_name(errno));
}

static void streams(void)
{
    begin("tcp");
    send_three();
    tell("peek", 20, ONEPKT | MSG_PEEK);
    tell("less", 2, ONEPKT);
    tell("rest", 20, ONEPKT);
    tell("second", 20, ONEPKT | MSG_DONTWAIT);
    tell("all of it", 20, ONEPKT | MSG_WAITALL);
    tell("third", 20, 0);
    tell("nothing", 20, ONEPKT | MSG_DONTWAIT);
    tell("no room", 0, ONEPKT | MSG_DONTWAIT);
    NEED(send(pair.sender, "!", 1, MSG_OOB));
    await(pair.receiver, POLLPRI);
    tell("urgent", 1, ONEPKT | MSG_OOB);
    NEED(shutdown(pair.sender, SHUT_WR));
    await(pair.receiver, POLLRDHUP);
    tell("end", 20, ONEPKT);
    close_pair(pair);
}

static void both(void)
{
    begin("tcp");
    send_three();
    tell("without", 20, 0);
    close_pair(pair);
}

static void datagrams(void)
{
    begin("udp");
    send_three();
    tell("datagram", 20, ONEPKT | MSG_WAITALL);
    tell("cut datagram", 2, ONEPKT);
    tell("last datagram", 20, ONEPKT);
    close_pair(pair);
}

static void others(void)
{
    int ends[2];

    NEED(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    pair = (struct pair){ends[0], ends[1]};
    send_three();
    tell("unix", 9, ONEPKT | MSG_WAITALL);
    close_pair(pair);
}

static void *feed(void *unused)
{
    while (blocked_in(getpid()) != SYS_recvfrom)
        sched_yield();
    NEED(send(pair.sender, "late", 4, 0));
    return unused;
}

static void waits(void)
{
    struct timeval soon = {.tv_usec = 10000};
    pthread_t thread;

    begin("tcp");
    NEED(-pthread_create(&thread, NULL, feed, NULL));
    tell("blocked", 20, ONEPKT);
    NEED(-pthread_join(thread, NULL));
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof(soon)));
    tell("timeout", 20, ONEPKT);
    close_pair(pair);
}

/* A packet is no longer than the peer's longest. */
static void bulk(void)
{
    static char data[1 << 20];
    int segment = 1000;
    socklen_t length = sizeof(segment);

    begin("tcp");
    NEED(setsockopt(pair.sender, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof(segment)));
    NEED(getsockopt(pair.sender, IPPROTO_TCP, TCP_MAXSEG, &segment, &length));
    for (int i = 0; i < 20; i++)
        NEED(send(pair.sender, data, 1000, 0));
    await(pair.receiver, POLLIN);
    ssize_t got = receive(data, sizeof(data), ONEPKT);
    fact("bulk: %s", got > 0 && got <= 1000 ? "one packet" : "more");
    close_pair(pair);
}

int main(void)
{
    static const struct {
        const char *name;
        ssize_t (*receive)(void *, size_t, int);
    } calls[] = {{"recv", by_recv}, {"recvfrom", by_recvfrom}, {"recvmsg", by_recvmsg}};

    for (size_t i = 0; i < COUNT(calls); i++) {
        fact("%s", calls[i].name);
        receive = calls[i].receive;
        streams();
        both();
        datagrams();
        others();
        if (i < 2)
            waits();
        bulk();
    }
    return 0;
}
