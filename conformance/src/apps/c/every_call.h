// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every call that the library answers, once, and what it answered. Nothing is printed while they run, so that they can
 * run anywhere: in a constructor, a signal handler, a child of vfork.
 */
#ifndef EVERY_CALL_H
#define EVERY_CALL_H

#include "messages.h"
#include <linux/net_tstamp.h>
#include <onload/extensions.h>

struct answer {
    const char *call;
    long result;
    int error;
};

struct answers {
    struct answer all[32];
    size_t count;
};

#define NOTE(answers, name, expression)                                                                                \
    do {                                                                                                               \
        errno = UNTOUCHED;                                                                                             \
        long result_ = (long)(expression);                                                                             \
        (answers)->all[(answers)->count++] = (struct answer){name, result_, errno};                                    \
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
    NOTE(answers, "its flags", getsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &read_back, &length));
    NOTE(answers, "SO_TIMESTAMPING", read_back);
    NOTE(answers, "refused setsockopt", setsockopt(-1, SOL_SOCKET, SO_TIMESTAMPING, &hardware, sizeof(hardware)));
    NOTE(answers, "refused getsockopt", getsockopt(-1, SOL_SOCKET, SO_TIMESTAMPING, &read_back, &length));
}

static inline void receive_calls(struct answers *answers, struct pair pair)
{
    struct message message;

    prepare(&message);
    send(pair.sender, "one", 3, 0);
    NOTE(answers, "recvmsg", recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    prepare(&message);
    send(pair.sender, "four", 4, 0);
    NOTE(answers, "recvmmsg", recvmmsg(pair.receiver, &message.header, 1, 0, NULL));
    NOTE(answers, "of bytes", message.header.msg_len);
    NOTE(answers, "refused recvmsg", recvmsg(-1, &message.header.msg_hdr, 0));
    NOTE(answers, "refused recvmmsg", recvmmsg(-1, &message.header, 1, 0, NULL));
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
    receive_calls(answers, pair);
    onload_calls(answers);
    close_pair(pair);
}

static inline void print_answers(const struct answers *answers)
{
    for (size_t i = 0; i < answers->count; i++)
        fact("%s: %ld %s", answers->all[i].call, answers->all[i].result, error_name(answers->all[i].error));
}

#endif
