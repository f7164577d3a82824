// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every call that the library answers, once, and what it answered. Nothing is printed while they run, so that they can
 * run anywhere: in a constructor, a signal handler, a child of vfork.
 */
#ifndef EVERY_CALL_H
#define EVERY_CALL_H

#include "messages.h"
#include <fcntl.h>
#include <linux/net_tstamp.h>
#include <onload/extensions.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

struct answer {
    const char *call;
    long result;
    int error;
};

struct answers {
    struct answer all[64];
    size_t count;
};

#define NOTE(answers, name, expression)                                                                                \
    do {                                                                                                               \
        errno = UNTOUCHED;                                                                                             \
        long result_ = (long)(expression);                                                                             \
        (answers)->all[(answers)->count++] = (struct answer){name, result_, errno};                                    \
    } while (0)

/* The same for a call that makes a descriptor: which number it gets is not the question. */
#define NOTE_DESCRIPTOR(answers, name, expression)                                                                     \
    do {                                                                                                               \
        errno = UNTOUCHED;                                                                                             \
        int fd_ = (expression);                                                                                        \
        (answers)->all[(answers)->count++] = (struct answer){name, fd_ < 0 ? -1 : 0, errno};                           \
        close(fd_);                                                                                                    \
    } while (0)

static inline void option_calls(struct answers *answers, int fd)
{
    int hardware = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;
    int read_back = 0;
    socklen_t length = sizeof(int);

    NOTE(answers, "setsockopt", setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &(int){65536}, sizeof(int)));
    NOTE(answers, "getsockopt", getsockopt(fd, SOL_SOCKET, SO_RCVBUF, &read_back, &length));
    NOTE(answers, "SO_RCVBUF", read_back);
    NOTE(answers, "request", setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &hardware, sizeof(hardware)));
    NOTE(answers, "request read back", getsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &read_back, &length));
    NOTE(answers, "SO_TIMESTAMPING", read_back);
    NOTE(answers, "refused setsockopt", setsockopt(-1, SOL_SOCKET, SO_TIMESTAMPING, &hardware, sizeof(hardware)));
    NOTE(answers, "refused getsockopt", getsockopt(-1, SOL_SOCKET, SO_TIMESTAMPING, &read_back, &length));
}

static inline void send_calls(struct answers *answers, int fd)
{
    struct iovec data = {"three", 5};
    struct mmsghdr batch = {.msg_hdr = {.msg_iov = &data, .msg_iovlen = 1}};

    NOTE(answers, "sendmsg", sendmsg(fd, &batch.msg_hdr, 0));
    NOTE(answers, "sendmmsg", sendmmsg(fd, &batch, 1, 0));
    NOTE(answers, "send", send(fd, "three", 5, 0));
    NOTE(answers, "sendto", sendto(fd, "three", 5, 0, NULL, 0));
    NOTE(answers, "warm send", send(fd, "three", 5, ONLOAD_MSG_WARM));
    NOTE(answers, "warm sendmsg", sendmsg(fd, &batch.msg_hdr, ONLOAD_MSG_WARM));
    NOTE(answers, "warm sendmmsg", sendmmsg(fd, &batch, 1, ONLOAD_MSG_WARM));
    NOTE(answers, "refused send", send(-1, "three", 5, 0));
    NOTE(answers, "refused warm send", send(-1, "three", 5, ONLOAD_MSG_WARM));
    NOTE(answers, "refused sendmsg", sendmsg(-1, &batch.msg_hdr, 0));
    NOTE(answers, "refused sendmmsg", sendmmsg(-1, &batch, 1, 0));
}

/* There is data whether the calls above sent some or not. */
static inline void receive_calls(struct answers *answers, struct pair pair)
{
    struct message message;

    send(pair.sender, "one", 3, 0);
    prepare(&message);
    NOTE(answers, "recvmsg", recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    send(pair.sender, "four", 4, 0);
    prepare(&message);
    NOTE(answers, "recvmmsg", recvmmsg(pair.receiver, &message.header, 1, 0, NULL));
    NOTE(answers, "of bytes", message.header.msg_len);
    NOTE(answers, "refused recvmsg", recvmsg(-1, &message.header.msg_hdr, 0));
    NOTE(answers, "refused recvmmsg", recvmmsg(-1, &message.header, 1, 0, NULL));
}

static inline void accept_calls(struct answers *answers)
{
    int listener = open_socket("tcp", "ipv4");
    union address address = bind_loopback(listener, "ipv4");
    int clients[] = {open_socket("tcp", "ipv4"), open_socket("tcp", "ipv4")};

    listen(listener, COUNT(clients));
    for (size_t i = 0; i < COUNT(clients); i++)
        connect(clients[i], &address.any, sizeof(address));
    NOTE_DESCRIPTOR(answers, "accept", accept(listener, NULL, NULL));
    NOTE_DESCRIPTOR(answers, "accept4", accept4(listener, NULL, NULL, SOCK_CLOEXEC));
    NOTE_DESCRIPTOR(answers, "refused accept", accept(-1, NULL, NULL));
    for (size_t i = 0; i < COUNT(clients); i++)
        close(clients[i]);
    close(listener);
}

static inline void descriptor_calls(struct answers *answers, int fd)
{
    int other = open_socket("udp", "ipv4");

    NOTE_DESCRIPTOR(answers, "dup", dup(fd));
    NOTE_DESCRIPTOR(answers, "dup2", dup2(fd, other));
    NOTE_DESCRIPTOR(answers, "dup3", dup3(fd, other, O_CLOEXEC));
    NOTE_DESCRIPTOR(answers, "duplicating fcntl", fcntl(fd, F_DUPFD, 0));
    NOTE_DESCRIPTOR(answers, "fcntl64", fcntl64(fd, F_DUPFD_CLOEXEC, 0));
    NOTE(answers, "fcntl", fcntl(fd, F_SETFL, O_NONBLOCK));
    NOTE(answers, "its flags", fcntl(fd, F_GETFL));
    NOTE_DESCRIPTOR(answers, "refused dup", dup(-1));
    NOTE_DESCRIPTOR(answers, "refused dup3", dup3(fd, fd, 0));
    NOTE(answers, "ioctl", ioctl(fd, FIONREAD, &other));
    NOTE(answers, "refused ioctl", ioctl(-1, FIONREAD, &other));
    NOTE(answers, "syscall", syscall(SYS_fcntl, fd, F_GETFD));
    NOTE(answers, "refused syscall", syscall(SYS_fcntl, -1, F_GETFD));
    NOTE(answers, "prctl", prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
    NOTE(answers, "refused prctl", prctl(-1, 0, 0, 0, 0));
}

static inline void onload_calls(struct answers *answers)
{
    struct onload_stat stat;
    int64_t number;
    size_t length = 0;

    NOTE(answers, "onload_is_present", onload_is_present());
    NOTE(answers, "onload_fd_stat", onload_fd_stat(0, &stat));
    NOTE(answers, "onload_move_fd", onload_move_fd(0));
    NOTE(answers, "onload_set_stackname", onload_set_stackname(ONLOAD_ALL_THREADS, ONLOAD_SCOPE_GLOBAL, "name"));
    NOTE(answers, "onload_stackname_save", onload_stackname_save());
    NOTE(answers, "onload_stackname_restore", onload_stackname_restore());
    NOTE(answers, "onload_stack_opt_reset", onload_stack_opt_reset());
    NOTE(answers, "onload_stack_opt_set_int", onload_stack_opt_set_int("EF_SPIN_USEC", 1));
    NOTE(answers, "onload_stack_opt_set_str", onload_stack_opt_set_str("EF_SCALABLE_FILTERS", ""));
    NOTE(answers, "onload_stack_opt_get_int", onload_stack_opt_get_int("EF_SPIN_USEC", &number));
    NOTE(answers, "onload_stack_opt_get_str", onload_stack_opt_get_str("EF_SCALABLE_FILTERS", NULL, &length));
    NOTE(answers, "onload_ordered_epoll_wait", onload_ordered_epoll_wait(-1, NULL, NULL, 1, 0));
    NOTE(answers, "onload_socket_nonaccel", onload_socket_nonaccel(-1, SOCK_STREAM, 0));
}

static inline void every_call(struct answers *answers)
{
    struct pair pair = open_udp_pair("ipv4");

    option_calls(answers, pair.receiver);
    send_calls(answers, pair.sender);
    receive_calls(answers, pair);
    accept_calls(answers);
    descriptor_calls(answers, pair.receiver);
    onload_calls(answers);
    close_pair(pair);
}

static inline void print_answers(const struct answers *answers)
{
    for (size_t i = 0; i < answers->count; i++)
        fact("%s: %ld %s", answers->all[i].call, answers->all[i].result, error_name(answers->all[i].error));
}

#endif
