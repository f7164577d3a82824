// SPDX-License-Identifier: GPL-2.0-only
/* One message with room for everything recvmsg can give, and the words to describe what came. */
#ifndef MESSAGES_H
#define MESSAGES_H

#include "app.h"

#define DATA_ROOM 16
#define CONTROL_ROOM 512

struct message {
    struct mmsghdr header;
    union address name;
    struct iovec data_room;
    char data[DATA_ROOM];
    _Alignas(struct cmsghdr) unsigned char control[CONTROL_ROOM];
};

/* Empty, its buffers filled with a pattern and wired to the header. */
static inline void prepare(struct message *message)
{
    memset(message, 0x5a, sizeof(*message));
    message->data_room = (struct iovec){message->data, sizeof(message->data)};
    message->header = (struct mmsghdr){.msg_hdr = {
        .msg_name = &message->name,
        .msg_namelen = sizeof(message->name),
        .msg_iov = &message->data_room,
        .msg_iovlen = 1,
        .msg_control = message->control,
        .msg_controllen = sizeof(message->control),
    }};
}

#endif
