// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: moments PROTOCOL FAMILY FLAGS... What the error queue tells of one message for each of FLAGS: when it was
 * scheduled, sent and acknowledged.
 */
#include "examination.h"
#include <linux/errqueue.h>

static const char *moment(const struct cmsghdr *error)
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

static void tell(struct message *message)
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

/* What comes back tells that what went out was acknowledged. */
static void answer(struct pair pair)
{
    char byte;

    NEED(send(pair.receiver, "x", 1, 0));
    NEED(recv(pair.sender, &byte, 1, 0));
}

static void send_and_tell(struct pair pair)
{
    struct message message;

    send_one(pair);
    await_delivery(pair);
    if (is_stream(pair.sender))
        answer(pair);
    for (prepare(&message); recvmsg(pair.sender, &message.header.msg_hdr, MSG_ERRQUEUE | MSG_DONTWAIT) >= 0;
         prepare(&message))
        tell(&message);
}

int main(int argc, char **argv)
{
    clock_gettime(CLOCK_REALTIME, &started);
    for (int i = 3; i < argc; i++) {
        unsigned flags = strtoul(argv[i], NULL, 0);
        struct pair pair = open_pair(argv[1], argv[2]);

        fact("request %d", i - 3);
        NEED(setsockopt(pair.sender, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
        send_and_tell(pair);
        close_pair(pair);
    }
    return 0;
}
