// SPDX-License-Identifier: GPL-2.0-only
/* Descriptors passed by SCM_RIGHTS to a partner: a process that shares nothing else with us, not even a fork. */
#ifndef RIGHTS_H
#define RIGHTS_H

#include "app.h"
#include <sys/wait.h>

#define DESCRIPTORS_ROOM CMSG_SPACE(253 * sizeof(int))

struct partner {
    pid_t process;
    int channel;
};

struct parcel {
    struct mmsghdr header;
    struct iovec data;
    char byte;
    _Alignas(struct cmsghdr) char control[DESCRIPTORS_ROOM];
};

static inline void wrap(struct parcel *parcel, size_t room)
{
    parcel->byte = 'x';
    parcel->data = (struct iovec){&parcel->byte, 1};
    parcel->header = (struct mmsghdr){.msg_hdr = {
        .msg_iov = &parcel->data,
        .msg_iovlen = 1,
        .msg_control = parcel->control,
        .msg_controllen = room,
    }};
}

static inline void send_descriptors(int channel, const int *descriptors, size_t count)
{
    struct parcel parcel;

    wrap(&parcel, CMSG_SPACE(count * sizeof(int)));
    struct cmsghdr *control = CMSG_FIRSTHDR(&parcel.header.msg_hdr);
    *control = (struct cmsghdr){CMSG_LEN(count * sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
    memcpy(CMSG_DATA(control), descriptors, count * sizeof(int));
    NEED(sendmsg(channel, &parcel.header.msg_hdr, 0));
}

/* Whether something came; no more does once the other end was closed. */
static inline bool receive_descriptors(int channel, int *descriptors, size_t count, bool in_batch)
{
    struct parcel parcel;

    wrap(&parcel, sizeof(parcel.control));
    if (in_batch)
        NEED(recvmmsg(channel, &parcel.header, 1, 0, NULL));
    else
        parcel.header.msg_len = NEED(recvmsg(channel, &parcel.header.msg_hdr, 0));
    struct cmsghdr *control = CMSG_FIRSTHDR(&parcel.header.msg_hdr);
    if (parcel.header.msg_len == 0 || control == NULL)
        return false;
    NEED(control->cmsg_len == CMSG_LEN(count * sizeof(int)) ? 0 : -1);
    memcpy(descriptors, CMSG_DATA(control), count * sizeof(int));
    return true;
}

/* Starts the application again, as "NAME partner TASK CHANNEL". */
static inline struct partner start_partner(const char *name, const char *task)
{
    struct partner partner;
    int ends[2];
    char channel[16];

    NEED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends));
    partner.process = NEED(fork());
    if (partner.process == 0) {
        NEED(close(ends[0]));
        sprintf(channel, "%d", ends[1]);
        NEED(execl("/proc/self/exe", name, "partner", task, channel, NULL));
    }
    NEED(close(ends[1]));
    partner.channel = ends[0];
    return partner;
}

/* A child of ours instead, with another channel. */
static inline struct partner fork_partner(int (*serve)(int channel))
{
    struct partner partner;
    int ends[2];

    NEED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends));
    partner.process = NEED(fork());
    if (partner.process == 0) {
        NEED(close(ends[0]));
        exit(serve(ends[1]));
    }
    NEED(close(ends[1]));
    partner.channel = ends[0];
    return partner;
}

static inline void end_partner(struct partner partner)
{
    int status;

    NEED(close(partner.channel));
    NEED(waitpid(partner.process, &status, 0));
    NEED(status == 0 ? 0 : -1);
}

#endif
