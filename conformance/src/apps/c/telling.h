// SPDX-License-Identifier: GPL-2.0-only
/* What the error queue tells of sent messages: of which moment each stamp is, and which stamps are there. */
#ifndef TELLING_H
#define TELLING_H

#include "examination.h"
#include <linux/errqueue.h>

static inline const char *moment(const struct cmsghdr *error)
{
    struct sock_extended_err details;

    memcpy(&details, CMSG_DATA(error), sizeof(details));
    switch (details.ee_info) {
    case SCM_TSTAMP_SND:
        return "sent";
    case SCM_TSTAMP_SCHED:
        return "scheduled";
    case SCM_TSTAMP_ACK:
        return "acknowledged";
    default:
        return "unknown";
    }
}

static inline void tell(struct message *message)
{
    struct msghdr *header = &message->header.msg_hdr;
    struct timespec stamps[SLOTS];
    const char *when = "never";
    bool stamped = false;

    for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control; control = CMSG_NXTHDR(header, control)) {
        if (is_timestamping(control)) {
            stamped = true;
            memcpy(stamps, CMSG_DATA(control), sizeof(stamps));
        } else {
            when = moment(control);
        }
    }
    if (stamped)
        fact("%s: %s %s %s", when, stamp_state(&stamps[0]), stamp_state(&stamps[1]), stamp_state(&stamps[2]));
    else
        fact("%s: no stamps", when);
}

static inline void tell_all(int fd)
{
    struct message message;

    for (prepare(&message); recvmsg(fd, &message.header.msg_hdr, MSG_ERRQUEUE | MSG_DONTWAIT) >= 0; prepare(&message))
        tell(&message);
}

/* What comes back tells that what went out was acknowledged. */
static inline void answer(struct pair pair)
{
    char byte;

    NEED(send(pair.receiver, "x", 1, 0));
    NEED(recv(pair.sender, &byte, 1, 0));
}

#endif
