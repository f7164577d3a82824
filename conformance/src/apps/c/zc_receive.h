// SPDX-License-Identifier: GPL-2.0-only
/* Zero-copy receive: a call with room for everything a callback can be given, and what came of it. */
#ifndef ZC_RECEIVE_H
#define ZC_RECEIVE_H

#include "app.h"
#include <onload/extensions.h>
#include <onload/extensions_zc.h>

#define LONGEST 65507

struct call {
    struct onload_zc_recv_args arguments; /* first, so that a callback finds the rest behind it */
    union address name;
    _Alignas(struct cmsghdr) unsigned char control[512];
    int shown;
};

static inline struct call *call_of(struct onload_zc_recv_args *arguments)
{
    return (struct call *)arguments;
}

static inline void prepare_call(struct call *call, onload_zc_recv_callback callback, int flags)
{
    call->arguments = (struct onload_zc_recv_args){.cb = callback, .user_ptr = call, .flags = flags};
    call->arguments.msg.msghdr.msg_name = &call->name;
    call->arguments.msg.msghdr.msg_namelen = sizeof(call->name);
    call->arguments.msg.msghdr.msg_control = call->control;
    call->arguments.msg.msghdr.msg_controllen = sizeof(call->control);
    call->shown = 0;
}

static inline int receive_zero_copy(int fd, struct call *call, onload_zc_recv_callback callback, int flags)
{
    prepare_call(call, callback, flags);
    return onload_zc_recv(fd, &call->arguments);
}

/* The whole of a message, in one piece: how long it is. */
static inline size_t gather(const struct onload_zc_msg *message, unsigned char *data)
{
    size_t length = 0;

    for (size_t i = 0; i < message->msghdr.msg_iovlen; i++) {
        memcpy(data + length, message->iov[i].iov_base, message->iov[i].iov_len);
        length += message->iov[i].iov_len;
    }
    return length;
}

/* Numbers that are the same in every run with the same seed. */
static inline uint64_t next_random(uint64_t *state)
{
    uint64_t x = (*state += 0x9e3779b97f4a7c15);

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

/* The bytes that message number holds, wherever they are sent, and how many of them. */
static inline void fill(unsigned char *data, size_t length, uint64_t number)
{
    uint64_t state = number;

    for (size_t i = 0; i < length; i += 8) {
        uint64_t word = next_random(&state);
        memcpy(data + i, &word, length - i < 8 ? length - i : 8);
    }
}

static inline bool holds(const unsigned char *data, size_t length, uint64_t number)
{
    static _Thread_local unsigned char expected[1 << 16];

    fill(expected, length, number);
    return memcmp(data, expected, length) == 0;
}

#endif
