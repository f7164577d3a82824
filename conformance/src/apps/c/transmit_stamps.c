// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: transmit_stamps CALL OPTION FLAGS PROTOCOL FAMILY. What a sender that asked for stamps finds in its error
 * queue.
 */
#include "stamping.h"
#include <linux/errqueue.h>

#define MESSAGES 3

static void describe_error(const struct cmsghdr *control)
{
    struct sock_extended_err error;

    memcpy(&error, CMSG_DATA(control), sizeof(error));
    fact("error %s origin %d type %d info %u id %u", error_name(error.ee_errno), error.ee_origin, error.ee_type,
         error.ee_info, error.ee_data);
}

static bool is_error(const struct cmsghdr *control)
{
    return (control->cmsg_level == SOL_IP && control->cmsg_type == IP_RECVERR) ||
           (control->cmsg_level == SOL_IPV6 && control->cmsg_type == IPV6_RECVERR);
}

static ssize_t take(int fd, struct message *message, bool in_batch)
{
    if (!in_batch)
        return NEED(recvmsg(fd, &message->header.msg_hdr, MSG_ERRQUEUE));
    NEED(recvmmsg(fd, &message->header, 1, MSG_ERRQUEUE, NULL));
    return message->header.msg_len;
}

static void take_stamp(int fd, bool in_batch)
{
    struct message message;

    prepare(&message);
    await(fd, 0);
    describe(&message, take(fd, &message, in_batch));
    struct msghdr *header = &message.header.msg_hdr;
    for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control; control = CMSG_NXTHDR(header, control))
        if (is_error(control))
            describe_error(control);
}

int main(int argc, char **argv)
{
    struct pair pair = open_pair(argv[argc - 2], argv[argc - 1]);
    bool in_batch = strcmp(argv[1], "recvmmsg") == 0;

    keep_stamping_on();
    request(pair.sender, atoi(argv[2]), strtoul(argv[3], NULL, 0));
    for (int i = 0; i < MESSAGES; i++) {
        NEED(send(pair.sender, "stamped", 8, 0));
        take_stamp(pair.sender, in_batch);
    }
    return 0;
}
