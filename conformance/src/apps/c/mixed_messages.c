// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: mixed_messages CALL PROTOCOL FAMILY FLAGS RECORDS... Messages sent over one socket that was asked for FLAGS;
 * each asks for RECORDS of its own, or for nothing where that is "none". Tells of each, by its number, what came back.
 */
#include "examination.h"
#include "sending.h"
#include <linux/errqueue.h>

#define MOST 16

static void compose_all(struct outgoing *messages, char **records, int count)
{
    for (int i = 0; i < count; i++) {
        fill(&messages[i], "mixed");
        if (strcmp(records[i], "none") != 0)
            add_request(&messages[i], SO_TIMESTAMPING, strtoul(records[i], NULL, 0));
    }
}

static void send_all(const char *call, int fd, struct outgoing *messages, int count)
{
    struct mmsghdr headers[MOST];

    for (int i = 0; i < count; i++) {
        headers[i] = messages[i].header;
        if (strcmp(call, "sendmsg") == 0)
            NEED(sendmsg(fd, &messages[i].header.msg_hdr, 0));
    }
    if (strcmp(call, "sendmmsg") == 0)
        NEED(sendmmsg(fd, headers, count, 0) == count ? 0 : -1);
}

static void tell(struct message *message)
{
    struct msghdr *header = &message->header.msg_hdr;
    struct timespec stamps[SLOTS];
    struct sock_extended_err error = {0};
    bool stamped = false;

    for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control; control = CMSG_NXTHDR(header, control)) {
        stamped |= is_timestamping(control);
        if (is_timestamping(control))
            memcpy(stamps, CMSG_DATA(control), sizeof(stamps));
        else
            memcpy(&error, CMSG_DATA(control), sizeof(error));
    }
    if (stamped)
        fact("%u: %s %s %s", error.ee_data, stamp_state(&stamps[0]), stamp_state(&stamps[1]), stamp_state(&stamps[2]));
    else
        fact("%u: no stamps", error.ee_data);
}

int main(int argc, char **argv)
{
    struct outgoing messages[MOST];
    struct message message;
    struct pair pair = open_pair(argv[2], argv[3]);
    unsigned flags = strtoul(argv[4], NULL, 0);
    int count = argc - 5;

    clock_gettime(CLOCK_REALTIME, &started);
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    compose_all(messages, argv + 5, count);
    send_all(argv[1], pair.sender, messages, count);
    for (int i = 0; i < count; i++)
        NEED(recv(pair.receiver, messages[i].bytes, sizeof(messages[i].bytes), MSG_WAITALL));
    for (prepare(&message); recvmsg(pair.sender, &message.header.msg_hdr, MSG_ERRQUEUE | MSG_DONTWAIT) >= 0;
         prepare(&message))
        tell(&message);
    return 0;
}
