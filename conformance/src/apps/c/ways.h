// SPDX-License-Identifier: GPL-2.0-only
/* The calls that send with flags, all in one form, and what each of them answers. */
#ifndef WAYS_H
#define WAYS_H

#include "app.h"
#include <signal.h>

/* What is sent, and to whom. */
struct shipment {
    void *data;
    size_t size;
    void *name;
    socklen_t name_length;
};

struct way {
    const char *name;
    long (*send)(int fd, const struct shipment *shipment, int flags);
};

/* glibc's other name of send; no header has it. */
extern ssize_t __send(int fd, const void *data, size_t size, int flags);

static inline long by_send(int fd, const struct shipment *shipment, int flags)
{
    return shipment->name ? sendto(fd, shipment->data, shipment->size, flags, shipment->name, shipment->name_length)
                          : send(fd, shipment->data, shipment->size, flags);
}

static inline long by_other_name(int fd, const struct shipment *shipment, int flags)
{
    return shipment->name ? by_send(fd, shipment, flags) : __send(fd, shipment->data, shipment->size, flags);
}

static inline long by_sendto(int fd, const struct shipment *shipment, int flags)
{
    return sendto(fd, shipment->data, shipment->size, flags, shipment->name, shipment->name_length);
}

static inline long by_sendmsg(int fd, const struct shipment *shipment, int flags)
{
    struct iovec data = {shipment->data, shipment->size};
    struct msghdr message = {shipment->name, shipment->name_length, &data, 1, NULL, 0, 0};

    return sendmsg(fd, &message, flags);
}

/* The length of the one message, or what sendmmsg returned. */
static inline long by_sendmmsg(int fd, const struct shipment *shipment, int flags)
{
    struct iovec data = {shipment->data, shipment->size};
    struct mmsghdr message = {{shipment->name, shipment->name_length, &data, 1, NULL, 0, 0}, 0};
    int sent = sendmmsg(fd, &message, 1, flags);

    return sent == 1 ? (long)message.msg_len : sent;
}

static const struct way ways[] = {{"send", by_send},
                                  {"__send", by_other_name},
                                  {"sendto", by_sendto},
                                  {"sendmsg", by_sendmsg},
                                  {"sendmmsg", by_sendmmsg}};

static volatile sig_atomic_t broken_pipes;

static void on_broken_pipe(int signal)
{
    (void)signal;
    broken_pipes++;
}

static inline void count_broken_pipes(void)
{
    struct sigaction action = {.sa_handler = on_broken_pipe};

    NEED(sigaction(SIGPIPE, &action, NULL));
}

/* As ANSWER, with the signals that came. */
#define ANSWER_OR_SIGNAL(text, call)                                                                                   \
    do {                                                                                                               \
        broken_pipes = 0;                                                                                              \
        errno = UNTOUCHED;                                                                                             \
        long answer_ = (long)(call);                                                                                   \
        int error_ = errno;                                                                                            \
        fact("%s: %ld %s%s", text, answer_, error_name(error_), broken_pipes ? " SIGPIPE" : "");                       \
    } while (0)

#endif
