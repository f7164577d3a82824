// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: receive_stamps CALL OPTION FLAGS PROTOCOL FAMILY. What a receiver that asked for stamps sees, message by
 * message.
 */
#include "stamping.h"

#define MESSAGES 3

static void send_one(struct pair pair)
{
    NEED(send(pair.sender, "stamped", 8, 0));
}

static void one_by_one(struct pair pair, int flags)
{
    struct message message;

    prepare(&message);
    describe(&message, NEED(recvmsg(pair.receiver, &message.header.msg_hdr, flags)));
}

static void by_recvmsg(struct pair pair)
{
    for (int i = 0; i < MESSAGES; i++) {
        send_one(pair);
        one_by_one(pair, 0);
    }
}

static void by_peek(struct pair pair)
{
    send_one(pair);
    one_by_one(pair, MSG_PEEK);
    one_by_one(pair, MSG_PEEK);
    one_by_one(pair, 0);
}

static void in_batch(struct pair pair, int count)
{
    struct message messages[MESSAGES];
    struct mmsghdr headers[MESSAGES];

    for (int i = 0; i < count; i++) {
        send_one(pair);
        prepare(&messages[i]);
        headers[i] = messages[i].header;
    }
    NEED(recvmmsg(pair.receiver, headers, count, 0, NULL) == count ? 0 : -1);
    for (int i = 0; i < count; i++) {
        messages[i].header = headers[i];
        describe(&messages[i], headers[i].msg_len);
    }
}

/* A stream would put all its data into the first message, so its batches are of one. */
static void by_recvmmsg(struct pair pair, bool is_stream)
{
    int batches = is_stream ? MESSAGES : 1;

    for (int i = 0; i < batches; i++)
        in_batch(pair, MESSAGES / batches);
}

int main(int argc, char **argv)
{
    struct pair pair = open_pair(argv[argc - 2], argv[argc - 1]);

    keep_stamping_on();
    request(pair.receiver, atoi(argv[2]), strtoul(argv[3], NULL, 0));
    if (strcmp(argv[1], "recvmmsg") == 0)
        by_recvmmsg(pair, is_tcp(argv[argc - 2]));
    else if (strcmp(argv[1], "peek") == 0)
        by_peek(pair);
    else
        by_recvmsg(pair);
    return 0;
}
