// SPDX-License-Identifier: GPL-2.0-only
/* The calls that block, by name, and a way to know that a thread sits in one without waiting for a while. */
#ifndef BLOCKING_H
#define BLOCKING_H

#include "messages.h"
#include <sched.h>
#include <sys/syscall.h>
#include <sys/uio.h>

/* A call that blocks on the receiver of a pair until feed lets it go on. */
struct blocking_call {
    const char *name;
    long number;
    ssize_t (*block)(int fd, struct message *message);
    void (*feed)(struct pair pair);
};

static inline ssize_t blocking_recvmsg(int fd, struct message *message)
{
    return recvmsg(fd, &message->header.msg_hdr, 0);
}

static inline ssize_t blocking_recvmmsg(int fd, struct message *message)
{
    return recvmmsg(fd, &message->header, 1, 0, NULL);
}

static inline ssize_t blocking_recv(int fd, struct message *message)
{
    return recv(fd, message->data, DATA_ROOM, 0);
}

static inline ssize_t blocking_recvfrom(int fd, struct message *message)
{
    return recvfrom(fd, message->data, DATA_ROOM, 0, &message->name.any, &message->header.msg_hdr.msg_namelen);
}

static inline ssize_t blocking_read(int fd, struct message *message)
{
    return read(fd, message->data, DATA_ROOM);
}

static inline ssize_t blocking_readv(int fd, struct message *message)
{
    return readv(fd, message->header.msg_hdr.msg_iov, message->header.msg_hdr.msg_iovlen);
}

static inline void feed_data(struct pair pair)
{
    NEED(send(pair.sender, "data", 4, 0));
}

static inline ssize_t close_accepted(int fd)
{
    return fd < 0 ? fd : close(fd);
}

static inline ssize_t blocking_accept(int fd, struct message *message)
{
    (void)message;
    return close_accepted(accept(fd, NULL, NULL));
}

static inline ssize_t blocking_accept4(int fd, struct message *message)
{
    (void)message;
    return close_accepted(accept4(fd, NULL, NULL, SOCK_CLOEXEC));
}

static inline void feed_connection(struct pair listener)
{
    union address address;
    socklen_t length = sizeof(address);

    NEED(getsockname(listener.receiver, &address.any, &length));
    NEED(connect(NEED(socket(address.any.sa_family, SOCK_STREAM, 0)), &address.any, length));
}

static inline const struct blocking_call *find_call(const char *name)
{
    static const struct blocking_call calls[] = {
        {"recvmsg", SYS_recvmsg, blocking_recvmsg, feed_data},
        {"recvmmsg", SYS_recvmmsg, blocking_recvmmsg, feed_data},
        {"recv", SYS_recvfrom, blocking_recv, feed_data},
        {"recvfrom", SYS_recvfrom, blocking_recvfrom, feed_data},
        {"read", SYS_read, blocking_read, feed_data},
        {"readv", SYS_readv, blocking_readv, feed_data},
        {"accept", SYS_accept, blocking_accept, feed_connection},
        {"accept4", SYS_accept4, blocking_accept4, feed_connection},
    };
    size_t i = 0;

    while (strcmp(name, calls[i].name) != 0)
        NEED(++i < COUNT(calls) ? 0 : -1);
    return &calls[i];
}

/* A connected pair, or a listener alone for the calls that wait for connections. */
static inline struct pair open_for(const struct blocking_call *call, const char *protocol, const char *family)
{
    if (call->feed == feed_data)
        return open_pair(protocol, family);
    struct pair listener = {-1, open_socket("tcp", family)};
    bind_loopback(listener.receiver, family);
    NEED(listen(listener.receiver, 8));
    return listener;
}

/* The system call a thread is blocked in; -1 while it runs. */
static inline long blocked_in(pid_t thread)
{
    char path[64];
    char line[32] = "";
    FILE *file;

    snprintf(path, sizeof(path), "/proc/self/task/%d/syscall", thread);
    file = fopen(path, "r");
    NEED(file ? 0 : -1);
    if (!fgets(line, sizeof(line), file) || strncmp(line, "running", 7) == 0)
        strcpy(line, "-1");
    fclose(file);
    return strtol(line, NULL, 0);
}

/* With a filter, what receives one datagram is made of recvmsg. */
static inline bool is_blocked_in(long number, const struct blocking_call *call)
{
    bool by_recvmsg = is_filtered() && call->feed == feed_data && call->number != SYS_recvmmsg;

    return number == (by_recvmsg ? SYS_recvmsg : call->number);
}

static inline void wait_until_blocked(pid_t thread, const struct blocking_call *call)
{
    while (!is_blocked_in(blocked_in(thread), call))
        sched_yield();
}

#endif
