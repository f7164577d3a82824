// SPDX-License-Identifier: GPL-2.0-only
/* Messages to send, with control messages that ask for stamps. */
#ifndef SENDING_H
#define SENDING_H

#include "app.h"
#include <linux/net_tstamp.h>

/* The records that a message may ask for. */
#define TX_RECORDS                                                                                                     \
    (SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_TX_SCHED | SOF_TIMESTAMPING_TX_ACK)

struct outgoing {
    struct mmsghdr header;
    struct iovec data;
    char bytes[8];
    _Alignas(struct cmsghdr) char control[4096];
};

static inline void fill(struct outgoing *message, const char *bytes)
{
    memset(message, 0, sizeof(*message));
    memcpy(message->bytes, bytes, strlen(bytes));
    message->data = (struct iovec){message->bytes, sizeof(message->bytes)};
    message->header.msg_hdr = (struct msghdr){
        .msg_iov = &message->data,
        .msg_iovlen = 1,
        .msg_control = message->control,
    };
}

static inline void add_control(struct outgoing *message, int level, int type, const void *value, size_t size)
{
    struct msghdr *header = &message->header.msg_hdr;
    struct cmsghdr *control = (struct cmsghdr *)(message->control + header->msg_controllen);

    header->msg_controllen += CMSG_SPACE(size);
    *control = (struct cmsghdr){CMSG_LEN(size), level, type};
    memcpy(CMSG_DATA(control), value, size);
}

static inline void add_request(struct outgoing *message, int type, unsigned records)
{
    add_control(message, SOL_SOCKET, type, &records, sizeof(records));
}

#endif
